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

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const february = 2;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const isDay = (year: number, month: number, day: number): boolean => {
  const full = year < 100 ? firstYear + year : year;
  const days = (daysOfMonths[month - 1] ?? 0) + (month === february && isLeap(full) ? 1 : 0);
  return full >= firstYear && full <= lastYear && day >= 1 && day <= days;
};

const longName = /\p{L}{3,}/u;

/** Whether a text is a day of the calendar between 1900 and 2099, in digits in any order or with the name of a month. */
export const isDayOfCalendar = (value: string): boolean => {
  const numbers = (value.match(/\d+/g) ?? []).map(Number);
  const name = longName.test(value)
    ? longName.exec(value.replaceAll(/\b(?:of|de)\b|(?<=\d)(?:st|nd|rd|th)/g, ''))?.[0]
    : undefined;
  if (name !== undefined) {
    const month = months.findIndex((pattern) => pattern.test(name)) + 1;
    const [day = 0, year = 0] = numbers;
    return month > 0 && isDay(year, month, day);
  }
  const [a = 0, b = 0, c = 0] = numbers;
  return isDay(a, b, c) || isDay(c, b, a) || isDay(c, a, b);
};
