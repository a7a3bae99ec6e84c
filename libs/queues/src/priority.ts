import type { Priority } from '@octollm/contracts';

/** BullMQ's numbers: lower ones come first, and 0 would come before all others. */
const numbers: Readonly<Record<Priority, number>> = { critical: 1, high: 2, medium: 3, low: 4 };

/** The number that BullMQ knows a priority by. */
export const priorityNumber = (priority: Priority): number => numbers[priority];

/** The numbers of all priorities, highest first. */
export const priorityNumbers: readonly number[] = Object.values(numbers).toSorted((a, b) => a - b);
