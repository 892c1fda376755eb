/** The most characters that a sealed share may have; it has about 700. */
export const maxSealedShare = 2048;
