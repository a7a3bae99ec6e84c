import type { Entity } from '../knowledge/entity-row.ts';
import { type Arm, arms } from './arm.ts';
import { isMemoryType, type MemoryType } from './remembered.ts';
import { seenBy } from './restricted.ts';

/** What each arm may read. Whatever is not here it never sees. */
const readable: Readonly<Record<Arm, readonly MemoryType[]>> = {
  planner: ['task', 'tool', 'concept'],
  coder: ['tool', 'library', 'concept', 'solution'],
  judge: ['task', 'tool', 'vulnerability'],
  executor: ['tool', 'vulnerability'],
  retriever: ['tool', 'library', 'concept', 'vulnerability', 'endpoint'],
};

export const readableTypes = (arm: Arm): readonly MemoryType[] => readable[arm];

/** The arms that may read a type. */
export const readersOf = (type: MemoryType): readonly Arm[] =>
  arms.filter((arm) => readable[arm].includes(type));

/** An entity with the properties that the arm may see; undefined when it may not see the entity at all. */
export const visibleTo = (arm: Arm, entity: Entity): Entity | undefined =>
  isMemoryType(entity.type) && readable[arm].includes(entity.type)
    ? { ...entity, properties: seenBy(arm, entity.properties) }
    : undefined;
