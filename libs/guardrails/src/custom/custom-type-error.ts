/** Thrown when a custom type cannot be used. The message says what is wrong with it. */
export class CustomTypeError extends Error {
  override readonly name = 'CustomTypeError';
}
