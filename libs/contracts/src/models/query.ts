import { z } from 'zod';

/** In a query everything is text; only the digits of a whole number become one. */
const toNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** A whole number in a query, within its limits (inclusive). */
export const wholeNumber = (least: number, most: number, usual: number) =>
  z.preprocess(toNumber, z.int().min(least).max(most).default(usual));
