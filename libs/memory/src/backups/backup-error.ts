/** A backup that could not be made, is not whole, or is not there. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
