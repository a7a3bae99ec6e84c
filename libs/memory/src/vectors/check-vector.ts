import { VectorError, type VectorFilter, type VectorPayload, type VectorPoint } from './vector-store.ts';

/** Names that need no quoting in a path into JSON, in either store. */
const payloadName = /^[\w-]{1,64}$/;

/**
 * @param dimensions - those of the collection; undefined for one that is not there yet
 * @throws VectorError when the vector is not one for a collection of so many dimensions.
 */
export function checkVector(vector: Float32Array, dimensions: number | undefined): void {
  if (dimensions !== undefined && vector.length !== dimensions)
    throw new VectorError(
      `The vector has ${vector.length} dimensions and the collection ${dimensions}: use the embedding model that ` +
        'filled the collection, or index the documents into another one.',
    );
  if (vector.length === 0 || !vector.every(Number.isFinite))
    throw new VectorError('The vector is empty or holds something that is not a number.');
}

/** @throws VectorError when a name or a number of the payload is not one. */
export function checkPayload(payload: VectorPayload = {}): void {
  for (const [name, value] of Object.entries(payload))
    if (!payloadName.test(name) || (typeof value === 'number' && !Number.isFinite(value)))
      throw new VectorError(
        `The payload has ${JSON.stringify(name)}: names have up to 64 letters, digits, _ and -, and numbers are finite.`,
      );
}

/**
 * @returns the dimensions of all points
 * @throws VectorError when a point is not one for a collection of so many dimensions, or not all have as many.
 */
export function checkPoints(points: readonly VectorPoint[], dimensions: number | undefined): number {
  const wanted = dimensions ?? points[0]?.vector.length ?? 0;
  for (const { vector, payload } of points) {
    checkVector(vector, wanted);
    checkPayload(payload);
  }
  return wanted;
}

/** Whether a vector has a direction, and so an angle to others. */
export const hasDirection = (vector: Float32Array): boolean => vector.some((value) => value !== 0);

/** Whether a filter lets nothing through, whatever there is. */
export const findsNothing = ({ documentIds }: VectorFilter): boolean => documentIds?.length === 0;
