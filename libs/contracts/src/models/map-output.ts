import { z } from 'zod';
import { ArmError } from './arm.ts';

/** An item of a map step whose unit failed. */
export const FailedItem = z.strictObject({ index: z.int().min(0).max(999), error: ArmError });
export type FailedItem = z.infer<typeof FailedItem>;

/** The output of a map step: one output for each item, in the order of the items, null where its unit failed. */
export const MapOutput = z.strictObject({
  items: z.array(z.unknown()).max(1_000),
  failed: z.array(FailedItem).max(1_000),
});
export type MapOutput = z.infer<typeof MapOutput>;
