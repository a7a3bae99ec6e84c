const nanoPerDollar = 1_000_000_000;

/** US dollars as whole nano-dollars: what columns hold, so that sums are exact. */
export const toNanoDollars = (usd: number): number => Math.round(usd * nanoPerDollar);

/** Nano-dollars, as the driver gives a BIGINT, as US dollars. */
export const toDollars = (nano: string | number): number => Number(nano) / nanoPerDollar;
