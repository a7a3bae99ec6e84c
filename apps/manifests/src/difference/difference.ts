import { isDeepStrictEqual } from 'node:util';
import { identityOf, type KubernetesObject } from '@octollm/constructs';
import { immutableFields } from '@octollm/policies';
import { leaves } from './leaves.ts';

/** A value that is not what it was. */
export interface Change {
  readonly path: string;
  /** Undefined for one that is new. */
  readonly before: unknown;
  /** Undefined for one that is gone. */
  readonly after: unknown;
  /** Whether no update can make this change, so that the object has to be deleted and made anew. */
  readonly immutable: boolean;
}

/** An object that is not what it was. */
export interface ObjectDifference {
  readonly identity: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** None for an object that is added or removed. */
  readonly changes: readonly Change[];
}

const isUnder = (path: string, field: string): boolean =>
  path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);

const changesOf = (before: KubernetesObject, after: KubernetesObject): readonly Change[] => {
  const [old, now] = [leaves(before), leaves(after)];
  const fields = immutableFields({ kind: after.kind, annotations: after.metadata.annotations ?? {} });
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => !isDeepStrictEqual(old.get(path), now.get(path)))
    .sort()
    .map((path) => ({
      path,
      before: old.get(path),
      after: now.get(path),
      immutable: fields.some((field) => isUnder(path, field)),
    }));
};

const byIdentity = (objects: readonly KubernetesObject[]): ReadonlyMap<string, KubernetesObject> =>
  new Map(objects.map((object) => [identityOf(object), object]));

/** How objects differ from those that were, by what they are and not by the files they are in. */
export const difference = (
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
): readonly ObjectDifference[] => {
  const [old, now] = [byIdentity(before), byIdentity(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((identity): ObjectDifference[] => {
    const [was, is] = [old.get(identity), now.get(identity)];
    if (was === undefined) return [{ identity, kind: 'added', changes: [] }];
    if (is === undefined) return [{ identity, kind: 'removed', changes: [] }];
    const changes = changesOf(was, is);
    return changes.length === 0 ? [] : [{ identity, kind: 'changed', changes }];
  });
};
