import { ForbiddenError } from '@octollm/contracts';
import type { Properties } from '../knowledge/new-entity.ts';
import type { Arm } from './arm.ts';

/**
 * Properties that not everybody sees who may read what has them, and who does. Nothing is found by them either: their
 * words are not indexed (see the migration), their meaning is not embedded, and who does not see one may not filter by
 * it.
 */
const restricted: Readonly<Record<string, readonly Arm[]>> = {
  authentication: [],
  // What a task cost is for whoever spends, and how a weakness is used for whoever runs things.
  cost_usd: ['planner'],
  exploit: ['executor'],
};

const isRestricted = (property: string): boolean => Object.hasOwn(restricted, property);

const maySee = (arm: Arm, property: string): boolean =>
  !isRestricted(property) || restricted[property]?.includes(arm) === true;

const only = (properties: Properties, keeps: (name: string) => boolean): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => keeps(name)));

/** What every reader may see. */
export const unrestricted = (properties: Properties): Properties =>
  only(properties, (name) => !isRestricted(name));

/** What the arm may see. */
export const seenBy = (arm: Arm, properties: Properties): Properties =>
  only(properties, (name) => maySee(arm, name));

/** @throws ForbiddenError when the arm does not see what it wants to filter by. */
export const checkFilter = (arm: Arm, properties: Properties = {}): void => {
  const hidden = Object.keys(properties).filter((name) => !maySee(arm, name));
  if (hidden.length > 0) throw new ForbiddenError(`The ${arm} may not filter by ${hidden.join(', ')}.`);
};
