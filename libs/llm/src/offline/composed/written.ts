const leastSignificant = 3;

/** A number with so many decimals and no zeros at the end. Undefined where a double cannot hold all of them. */
export const exactly = (value: number, decimals: number): string | undefined =>
  Math.abs(value) * 10 ** decimals > Number.MAX_SAFE_INTEGER
    ? undefined
    : value.toLocaleString('en', { maximumFractionDigits: Math.min(decimals, 100) });

/** A quotient with three significant digits, and all before the point: what is not 0 is never written as 0. */
export const roundedOf = (value: number): { readonly text: string; readonly isExact: boolean } => {
  const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const digits = Math.min(100, Math.max(0, leastSignificant - 1 - magnitude));
  const rounded = Number(value.toFixed(digits));
  return {
    text: value.toLocaleString('en', { maximumFractionDigits: digits }),
    isExact: Math.abs(rounded - value) <= Math.abs(value) * 1e-12,
  };
};
