import mediaTypes from './data/media-types.json' with { type: 'json' };

/** What a purchaser may upload: name's ending and media type, by pairs; the longest file, and how many. */
export const fileLimits = { types: mediaTypes as Readonly<Record<string, string>>, bytes: 50 * 1024 * 1024, files: 30 };

/** Where a file of the documents is kept. */
export const fileKey = (tender: string, file: string): string => `documents/${tender}/${file}`;
