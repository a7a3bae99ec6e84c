const simple: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  time: /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i,
  uuid: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
  email: /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/,
  ipv4: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/,
};

/** Whether a text has a format of JSON Schema. One that is not known is not checked, as the standard says. */
export const hasFormat = (format: string, text: string): boolean => {
  if (format === 'date-time') return /^\d{4}-\d{2}-\d{2}[T ]/i.test(text) && !Number.isNaN(Date.parse(text));
  if (format === 'uri') return URL.canParse(text);
  return simple[format]?.test(text) ?? true;
};
