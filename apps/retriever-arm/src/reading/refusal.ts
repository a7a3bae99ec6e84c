/** A document cannot be indexed as it is. The message tells its sender what to do. */
export class DocumentRefusedError extends Error {
  override readonly name = 'DocumentRefusedError';
}
