const first = 97;

/**
 * Bytes as letters, `a` to `p` for each half. Hexadecimal digits could form a number that is taken for something.
 */
export const lettersOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(first + (byte >>> 4), first + (byte & 15))).join('');
