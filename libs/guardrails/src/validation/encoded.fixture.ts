const each = (text: string, write: (unit: number) => string): string =>
  Array.from({ length: text.length }, (_, index) => write(text.charCodeAt(index))).join('');
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

const percent = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => `%${hex(byte, 2)}`).join('');

/** The ways in which the tests hide a text, by name. */
export const disguises: Readonly<Record<string, (text: string) => string>> = {
  percent,
  'percent twice': (text) => percent(percent(text)),
  'percent of percent': (text) =>
    percent(text).replaceAll(/%(..)/g, (_, digits: string) => `%${percent(digits)}`),
  'percent three times': (text) => percent(percent(percent(text))),
  '%u': (text) => each(text, (unit) => `%u${hex(unit, 4)}`),
  entities: (text) => each(text, (unit) => `&#x${hex(unit, 1)};`),
  'entities without semicolons': (text) => each(text, (unit) => `&#${String(unit).padStart(7, '0')}`),
  'percent of entities': (text) => percent(each(text, (unit) => `&#${unit};`)),
  escapes: (text) => each(text, (unit) => `\\u${hex(unit, 4)}`),
  'hexadecimal escapes': (text) =>
    each(text, (unit) => (unit < 256 ? `\\x${hex(unit, 2)}` : `\\u${hex(unit, 4)}`)),
  'entities of escapes': (text) =>
    each(
      each(text, (unit) => `\\u${hex(unit, 4)}`),
      (unit) => `&#${unit};`,
    ),
};
