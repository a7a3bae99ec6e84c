/** The months by their first letters, in English, German, French, Spanish and Norwegian. */
const months: readonly RegExp[] = [
  /^(?:jan|j[aä]n|ene|genn)/i,
  /^(?:feb|f[eé]v)/i,
  /^(?:mar|m[aä]r|mrz)/i,
  /^(?:apr|avr|abr)/i,
  /^(?:may|mai|may|mei)/i,
  /^(?:jun|juin)/i,
  /^(?:jul|juil)/i,
  /^(?:aug|ao[uû]|ago)/i,
  /^(?:sep)/i,
  /^(?:oct|okt)/i,
  /^(?:nov)/i,
  /^(?:dec|dez|d[eé]c|des|dic)/i,
];

const firstYear = 1900;
const lastYear = 2099;

const isDay = (year: number, month: number, day: number): boolean => {
  const full = year < 100 ? firstYear + year : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  return (
    full >= firstYear && full <= lastYear && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  );
};

/** Whether a text is a day of the calendar between 1900 and 2099, in digits in any order or with the name of a month. */
export const isDayOfCalendar = (value: string): boolean => {
  const numbers = (value.match(/\d+/g) ?? []).map(Number);
  const name = /\p{L}{3,}/u.exec(value.replaceAll(/\b(?:of|de)\b|(?<=\d)(?:st|nd|rd|th)/g, ''))?.[0];
  if (name !== undefined) {
    const month = months.findIndex((pattern) => pattern.test(name)) + 1;
    const [day = 0, year = 0] = numbers;
    return month > 0 && isDay(year, month, day);
  }
  const [a = 0, b = 0, c = 0] = numbers;
  return isDay(a, b, c) || isDay(c, b, a) || isDay(c, a, b);
};
