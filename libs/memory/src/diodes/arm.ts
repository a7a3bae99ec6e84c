/** The arms that have a memory. */
export const arms = ['planner', 'coder', 'judge', 'executor', 'retriever'] as const;
export type Arm = (typeof arms)[number];

export const isArm = (name: string): name is Arm => arms.some((arm) => arm === name);
