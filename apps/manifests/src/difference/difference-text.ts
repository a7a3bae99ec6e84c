import type { Change, ObjectDifference } from './difference.ts';

const marks = { added: '+', removed: '-', changed: '~' } as const;

const shown = (value: unknown): string => JSON.stringify(value) ?? '';

const lineOf = ({ path, before, after, immutable }: Change): string => {
  const values =
    before === undefined
      ? `+ ${path}: ${shown(after)}`
      : after === undefined
        ? `- ${path}: ${shown(before)}`
        : `~ ${path}: ${shown(before)} -> ${shown(after)}`;
  return immutable
    ? `  ${values}\n    ! No update can make this change: delete the object first.`
    : `  ${values}`;
};

const count = (differences: readonly ObjectDifference[], kind: ObjectDifference['kind']): number =>
  differences.filter((found) => found.kind === kind).length;

/** The differences for people, with a sum at the end. */
export const differenceText = (differences: readonly ObjectDifference[]): string => {
  const immutable = differences.flatMap(({ changes }) => changes).filter((change) => change.immutable);
  const lines = differences.flatMap(({ identity, kind, changes }) => [
    `${marks[kind]} ${identity}`,
    ...changes.map(lineOf),
  ]);
  const sum = `${count(differences, 'changed')} changed, ${count(differences, 'added')} added, ${count(differences, 'removed')} removed`;
  const warning = immutable.length === 0 ? '' : `; ${immutable.length} changes that no update can make`;
  return [...lines, `${sum}${warning}\n`].join('\n');
};
