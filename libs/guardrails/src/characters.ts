const codes = { zero: 48, nine: 57, upperA: 65, upperZ: 90, underscore: 95, lowerA: 97, lowerZ: 122 };

/** Whether the character at an offset is an ASCII digit; no character is none. */
export const isDigitAt = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index);
  return code >= codes.zero && code <= codes.nine;
};

/** Whether the character at an offset is an ASCII letter, digit or underscore. */
export const isWordAt = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index);
  return (
    isDigitAt(text, index) ||
    (code >= codes.upperA && code <= codes.upperZ) ||
    (code >= codes.lowerA && code <= codes.lowerZ) ||
    code === codes.underscore
  );
};
