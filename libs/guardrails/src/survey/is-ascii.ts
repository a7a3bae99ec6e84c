const nonAscii = /[^\0-\x7f]/;

/** Whether a text is ASCII alone. */
export const isAscii = (text: string): boolean => !nonAscii.test(text);
