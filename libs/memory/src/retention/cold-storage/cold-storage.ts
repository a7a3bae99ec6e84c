/** Where files are kept that nobody reads from day to day. */
export interface ColdStorage {
  /**
   * Stores a file as a whole; when it returns, the file survives a crash. A file of the same name is replaced.
   * @throws InvalidFileNameError
   * @throws ColdStorageError when the file cannot be stored; what was there before is still there then.
   */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /**
   * Reads a file.
   * @throws InvalidFileNameError
   * @throws FileNotFoundError when there is none by this name.
   * @throws ColdStorageError when it cannot be read.
   */
  get(name: string): Promise<Uint8Array>;
  /**
   * Removes a file; one that is not there is no error.
   * @throws InvalidFileNameError
   * @throws ColdStorageError when it cannot be removed.
   */
  remove(name: string): Promise<void>;
}

/** Cold storage refused or did not answer. */
export class ColdStorageError extends Error {
  override readonly name: string = 'ColdStorageError';
}

/** There is no file by this name in cold storage. */
export class FileNotFoundError extends ColdStorageError {
  override readonly name = 'FileNotFoundError';

  constructor(file: string) {
    super(`There is no file ${file} in cold storage.`);
  }
}

/** A name that could lead out of the storage, or that not every storage can hold. */
export class InvalidFileNameError extends ColdStorageError {
  override readonly name = 'InvalidFileNameError';

  constructor() {
    super(
      'The name of a file in cold storage has parts of letters, digits, "-", "_", "~" and ".", with "/" between them, and no part begins with a dot.',
    );
  }
}

/** @throws InvalidFileNameError when a storage cannot hold a file of this name, or it leads elsewhere */
export function checkFileName(name: string): void {
  if (name.length > 900 || !name.split('/').every((part) => /^[\w~-][\w~.-]{0,250}$/.test(part)))
    throw new InvalidFileNameError();
}
