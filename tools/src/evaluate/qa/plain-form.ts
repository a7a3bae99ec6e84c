/** A text as answers are compared: one case, single spaces, no marks of Markdown, no commas within numbers. */
export const plainForm = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[*_`|]/g, ' ')
    .replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replaceAll(/[‐-―−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Whether a text holds another as whole words and whole numbers: `38` is not in `138` and not in `38.5`. */
export const holdsForm = (text: string, form: string): boolean => {
  const escaped = plainForm(form).replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}]|\\p{N}[.,])${escaped}(?![\\p{L}\\p{N}]|[.,]\\p{N})`, 'u').test(
    plainForm(text),
  );
};
