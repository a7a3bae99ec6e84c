import type { VectorStore } from './vector-store.ts';

/** Who has a collection: each arm, and the knowledge base with the passages of documents. */
export const collectionOwners = [
  'knowledge_base',
  'planner',
  'coder',
  'judge',
  'executor',
  'retriever',
  'guardian',
] as const;
export type CollectionOwner = (typeof collectionOwners)[number];

/**
 * The collection of an owner for one embedding model. Vectors of two models say nothing about each other, even with
 * as many dimensions, so the model's name is part of the collection's: another model begins with an empty one. What
 * a name of a collection may not hold becomes `_xx_` with its code, so that two models never share one.
 */
export const collectionOf = (owner: CollectionOwner, model: string): string =>
  `${owner}_${model.replaceAll(/[^A-Za-z0-9.-]/g, (character) => `_${character.codePointAt(0)?.toString(16)}_`)}`;

const isOurs = (collection: string): boolean =>
  collectionOwners.some((owner) => collection.startsWith(`${owner}_`));

/** Removes everything of a tenant from the collections of every owner and every model; those of others are left alone. */
export const forgetTenant = async (store: VectorStore, tenantId: string): Promise<void> => {
  for (const collection of (await store.collections()).filter(isOurs))
    await store.deleteTenant(tenantId, collection);
};
