/** What a point can be told by in searches: values by names of at most 64 letters, digits, `_` and `-`. */
export type VectorPayload = Readonly<Record<string, string | number | boolean>>;

/** A text's embedding. */
export interface VectorPoint {
  /** The id of what was embedded: a UUID. */
  readonly id: string;
  /** What the point is part of, and goes with. */
  readonly documentId: string;
  readonly vector: Float32Array;
  /** @default nothing */
  readonly payload?: VectorPayload;
  /** @default now */
  readonly createdAt?: Date;
}

/** A point that was found. */
export interface VectorMatch {
  readonly id: string;
  /** The cosine of the angle between the two vectors: from -1 to 1, higher is nearer. */
  readonly score: number;
}

/** Which points a search may find: those that are all of it. */
export interface VectorFilter {
  /** Values that the payload has; `1` and `true` and `'1'` are three values. */
  readonly payload?: VectorPayload;
  /** Parts of any of these. An empty list finds nothing. */
  readonly documentIds?: readonly string[];
  /** Made at this time or later. */
  readonly createdFrom?: Date;
  /** Made before this time. */
  readonly createdBefore?: Date;
}

/**
 * Finds the nearest vectors of a tenant. A collection holds what one embedding model has made, see `collectionOf`; it
 * comes into being with its first point and keeps the dimensions of that. One suite of tests runs against every
 * implementation.
 */
export interface VectorStore {
  /**
   * Adds points; one whose id is there already is replaced. Points of a tenant never meet those of another, even
   * under the same id. A vector of zeros points nowhere: it is kept from the best places of every search.
   * @throws VectorError when a vector does not have the collection's dimensions or holds something that is no number,
   *   or a name in a payload is not one; then no point of the call is there.
   */
  upsert(tenantId: string, collection: string, points: readonly VectorPoint[]): Promise<void>;
  /**
   * The points nearest to a vector, nearest first; none when the tenant has nothing in the collection.
   * @throws VectorError as upsert does.
   */
  search(
    tenantId: string,
    collection: string,
    vector: Float32Array,
    limit: number,
    filter?: VectorFilter,
  ): Promise<VectorMatch[]>;
  /** Removes points by their ids. No error when there are none. */
  delete(tenantId: string, collection: string, ids: readonly string[]): Promise<void>;
  /** Removes all points of a document. No error when there are none. */
  deleteDocument(tenantId: string, collection: string, documentId: string): Promise<void>;
  /** Removes all points of a tenant from a collection. No error when there are none. */
  deleteTenant(tenantId: string, collection: string): Promise<void>;
  /** The names of all collections that are there, whosever they are. */
  collections(): Promise<string[]>;
  /**
   * Asks the store for a sign of life.
   * @throws UnavailableError when there is none.
   */
  ping(): Promise<void>;
  /** Gives up what the store holds open; it is not to be used afterwards. */
  close(): Promise<void>;
}

/**
 * Thrown when a vector cannot be stored or searched with: the wrong number of dimensions, or NaN or Infinity in it; or
 * a payload whose names or numbers are not what a payload holds.
 */
export class VectorError extends Error {
  override readonly name = 'VectorError';
}
