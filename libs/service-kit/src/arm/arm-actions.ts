import type { Service } from '@octollm/catalogue';
import type { ArmAction } from './arm-action.ts';

export const ARM_ACTIONS = Symbol('octollm.arm-actions');

/** The catalogue and the code of an arm do not name the same actions. */
export class ArmActionsError extends Error {
  constructor(arm: string, missing: readonly string[], extra: readonly string[]) {
    const parts = [
      ...missing.map((name) => `the catalogue lists ${name}, which the arm does not provide`),
      ...extra.map((name) => `the arm provides ${name}, which the catalogue does not list`),
    ];
    super(`The actions of ${arm} do not match the catalogue: ${parts.join('; ')}.`);
    this.name = 'ArmActionsError';
  }
}

/** Joins the actions of an arm with their paths in the catalogue. @throws ArmActionsError when they do not match */
export const actionsByPath = (
  service: Service,
  actions: readonly ArmAction[],
): ReadonlyMap<string, ArmAction> => {
  const listed = service.arm?.actions ?? [];
  const missing = listed.filter(({ name }) => !actions.some((action) => action.name === name));
  const extra = actions.filter((action) => !listed.some(({ name }) => name === action.name));
  if (missing.length + extra.length > 0)
    throw new ArmActionsError(
      service.name,
      missing.map(({ name }) => name),
      extra.map(({ name }) => name),
    );
  return new Map(
    actions.flatMap((action) => {
      const entry = listed.find(({ name }) => name === action.name);
      return entry === undefined ? [] : [[entry.path, action] as const];
    }),
  );
};
