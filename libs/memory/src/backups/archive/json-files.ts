import type { z } from 'zod';
import { type ColdStorage, FileNotFoundError } from '../../retention/cold-storage/cold-storage.ts';
import { BackupError } from '../backup-error.ts';

/** Files of JSON in a folder of cold storage. */
export class JsonFiles {
  readonly #storage: ColdStorage;
  readonly #folder: string;

  constructor(storage: ColdStorage, folder: string) {
    this.#storage = storage;
    this.#folder = folder;
  }

  /** @throws ColdStorageError */
  async put(name: string, value: unknown): Promise<void> {
    await this.#storage.put(`${this.#folder}/${name}`, Buffer.from(JSON.stringify(value, null, 2)));
  }

  /** @throws ColdStorageError, or BackupError when the file holds something else */
  async get<Schema extends z.ZodType>(name: string, schema: Schema): Promise<z.infer<Schema>> {
    const bytes = await this.#storage.get(`${this.#folder}/${name}`);
    try {
      return schema.parse(JSON.parse(Buffer.from(bytes).toString()));
    } catch (error) {
      throw new BackupError(`${this.#folder}/${name} is not readable.`, { cause: error });
    }
  }

  /** As `get`, with a value for a file that is not there. @throws ColdStorageError or BackupError */
  async getOr<Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    missing: z.infer<Schema>,
  ): Promise<z.infer<Schema>> {
    try {
      return await this.get(name, schema);
    } catch (error) {
      if (error instanceof FileNotFoundError) return missing;
      throw error;
    }
  }
}
