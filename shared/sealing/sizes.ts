/** The most characters that a sealed share may have; it has about 700. */
export const maxSealedShare = 2048;

/** Attachments of a bid: how many, and how much together. */
export const attachmentLimits = { files: 20, totalBytes: 50 * 1024 * 1024 } as const;

/** A sealed attachment is whole blocks of 64 KiB, a 12-byte IV and a 16-byte tag. */
export const attachmentBlock = 64 * 1024;
export const attachmentOverhead = 12 + 16;
