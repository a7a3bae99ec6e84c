const bytesPerNumber = Float32Array.BYTES_PER_ELEMENT;

/** The bytes of a vector, as they lie in memory. */
export const bytesOfVector = (vector: Float32Array): Uint8Array =>
  new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);

/** Undefined for bytes that are not whole numbers of 32 bits. Copied, because numbers must lie on multiples of four. */
export const vectorOfBytes = (bytes: Uint8Array): Float32Array | undefined =>
  bytes.length % bytesPerNumber === 0 ? new Float32Array(new Uint8Array(bytes).buffer) : undefined;
