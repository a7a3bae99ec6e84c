/** A passage's embedding. */
export interface VectorPoint {
  /** The id of the passage: a UUID. */
  readonly id: string;
  readonly documentId: string;
  readonly vector: Float32Array;
}

/** A point that was found. */
export interface VectorMatch {
  readonly id: string;
  /** The cosine of the angle between the two vectors: from -1 to 1, higher is nearer. */
  readonly score: number;
}

/**
 * Finds the nearest vectors of a tenant. A collection holds what one embedding model has made; it comes into being
 * with its first point. One suite of tests runs against every implementation.
 */
export interface VectorStore {
  /**
   * Adds points; one whose id is there already is replaced. Points of a tenant never meet those of another, even
   * under the same id. A vector of zeros points nowhere: it is kept from the best places of every search.
   * @throws VectorError when a vector does not have the store's dimensions or holds something that is no number.
   */
  upsert(tenantId: string, collection: string, points: readonly VectorPoint[]): Promise<void>;
  /**
   * The points nearest to a vector, nearest first; none when the tenant has nothing in the collection.
   * @throws VectorError as upsert does.
   */
  search(tenantId: string, collection: string, vector: Float32Array, limit: number): Promise<VectorMatch[]>;
  /** Removes all points of a document. No error when there are none. */
  deleteDocument(tenantId: string, collection: string, documentId: string): Promise<void>;
  /**
   * Asks the store for a sign of life.
   * @throws UnavailableError when there is none.
   */
  ping(): Promise<void>;
  /** Gives up what the store holds open; it is not to be used afterwards. */
  close(): Promise<void>;
}

/** Thrown when a vector cannot be stored or searched with: the wrong number of dimensions, or NaN or Infinity in it. */
export class VectorError extends Error {
  override readonly name = 'VectorError';
}

/** @throws VectorError when the vector is not one for a store of so many dimensions. */
export function checkVector(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions)
    throw new VectorError(
      `The vector has ${vector.length} dimensions and the store ${dimensions}: use the embedding model that ` +
        'filled the store, or index the documents again.',
    );
  if (!vector.every(Number.isFinite))
    throw new VectorError('The vector holds something that is not a number.');
}

/** Whether a vector has a direction, and so an angle to others. */
export const hasDirection = (vector: Float32Array): boolean => vector.some((value) => value !== 0);
