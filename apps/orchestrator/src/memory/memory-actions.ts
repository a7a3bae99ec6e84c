import { retrieverArm } from '@octollm/catalogue';

const names: ReadonlySet<string> = new Set(['recall', 'remember', 'solutions', 'keep']);

/**
 * Whether an action reads or writes what arms remember. No plan may have a step that does: goals, pages and tool
 * results lead to plans, and none of those is to decide what is remembered, or for whom it is recalled.
 */
export const asksMemory = (arm: string, action: string): boolean =>
  arm === retrieverArm.name && names.has(action);
