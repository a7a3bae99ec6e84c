let known = '';
/** Where `known` begins and ends, in milliseconds since 1970. */
let begins = Number.POSITIVE_INFINITY;
let ends = Number.NEGATIVE_INFINITY;

/**
 * The month that names the account of a tenant: that of a moment in UTC, as YYYY-MM. Every call of a model asks for it, so
 * the last answer is remembered.
 */
export const budgetMonth = (now = Date.now()): string => {
  if (now < begins || now >= ends) {
    const date = new Date(now);
    known = date.toISOString().slice(0, 7);
    begins = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
    ends = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
  }
  return known;
};
