import { createHash } from 'node:crypto';
import type { ColdStorage } from '../../retention/cold-storage/cold-storage.ts';
import { BackupError } from '../backup-error.ts';
import { JsonFiles } from './json-files.ts';
import { type BackupFile, BackupIndex, BackupManifest, PartCount } from './manifest.ts';
import { inParts } from './parts.ts';

/** Stores one file of a backup, as it comes. */
export type AddFile = (name: string, source: AsyncIterable<Uint8Array>) => Promise<void>;

/** Makes a backup: adds its files and gives the counts of what they hold. */
export type MakeBackup = (add: AddFile) => Promise<Readonly<Record<string, number>>>;

/** What is held in memory of a file at a time, and more than once while it is sent. */
const defaultPartBytes = 32 * 1024 * 1024;

const indexFile = 'index.json';
const manifestFile = 'manifest.json';
const partsFile = 'parts.json';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The backups of one plan in cold storage. Only one process at a time may write to it, as a CronJob that forbids
 * concurrent runs sees to.
 */
export class BackupArchive {
  readonly #storage: ColdStorage;
  readonly #folder: string;
  readonly #json: JsonFiles;
  readonly #partBytes: number;

  /** @param plan - the name of the job that makes them, which is their folder below `backups` */
  constructor(storage: ColdStorage, plan: string, partBytes = defaultPartBytes) {
    this.#storage = storage;
    this.#folder = `backups/${plan}`;
    this.#json = new JsonFiles(storage, this.#folder);
    this.#partBytes = partBytes;
  }

  /**
   * Makes a backup. It counts once all of it is stored; what a run leaves that broke off or was killed is never taken for
   * one, and the next run removes it.
   * @throws BackupError when another run began meanwhile, ColdStorageError, and whatever `make` throws
   */
  async write(startedAt: Date, make: MakeBackup): Promise<BackupManifest> {
    // That this fails is no reason to have no backup: `expire` tries again, and says so.
    await this.#removePartial().catch(() => undefined);
    const id = startedAt.toISOString().replaceAll(/[:.]/g, '-');
    const before = await this.#index();
    await this.#putIndex({ ...before, partial: [...before.partial, id] });
    const files: BackupFile[] = [];
    const store = this.#partStore(id);
    const counts = await make(async (name, source) => {
      const parts: BackupFile['parts'] = [];
      for await (const bytes of inParts(source, this.#partBytes)) parts.push(await store(bytes));
      files.push({ name, bytes: parts.reduce((sum, part) => sum + part.bytes, 0), parts });
    });
    const manifest: BackupManifest = {
      id,
      started_at: startedAt.toISOString(),
      finished_at: new Date().toISOString(),
      files,
      counts: { ...counts },
    };
    await this.#json.put(`${id}/${manifestFile}`, manifest);
    const { backups, partial } = await this.#index();
    if (!partial.includes(id)) throw new BackupError(`Another run has removed ${id} while it was made.`);
    await this.#putIndex({
      backups: [...backups, { id, started_at: manifest.started_at }],
      partial: partial.filter((other) => other !== id),
    });
    return manifest;
  }

  /**
   * The manifest of the newest backup.
   * @throws BackupError when there is none
   */
  async newest(): Promise<BackupManifest> {
    const { backups } = await this.#index();
    const last = backups.at(-1);
    if (last === undefined) throw new BackupError(`There is no backup in ${this.#folder}.`);
    return this.#json.get(`${last.id}/${manifestFile}`, BackupManifest);
  }

  /**
   * The bytes of a file of a backup, each part checked before it is handed out.
   * @throws BackupError when a part is not what was stored
   */
  async *read(file: BackupFile): AsyncGenerator<Uint8Array> {
    for (const { name, sha256: expected } of file.parts) {
      const bytes = await this.#storage.get(name);
      if (sha256(bytes) !== expected) throw new BackupError(`${name} is not what was stored.`);
      yield bytes;
    }
  }

  /**
   * Removes the backups that began before a moment, but never the newest, and what runs left that broke off.
   * @returns how many backups
   * @throws ColdStorageError when something cannot be removed; the next run tries again
   */
  async expire(before: Date): Promise<number> {
    const { backups, partial } = await this.#index();
    const old = backups.slice(0, -1).filter(({ started_at }) => new Date(started_at) < before);
    const kept = backups.filter((entry) => !old.includes(entry));
    // First out of the backups: one of which parts are gone must not look whole.
    if (old.length > 0)
      await this.#putIndex({ backups: kept, partial: [...partial, ...old.map(({ id }) => id)] });
    await this.#removePartial();
    return old.length;
  }

  /** Stores parts of a backup under numbers, each after it was counted. */
  #partStore(id: string): (bytes: Uint8Array) => Promise<BackupFile['parts'][number]> {
    let stored = 0;
    return async (bytes) => {
      const name = this.#partName(id, stored);
      stored += 1;
      await this.#json.put(`${id}/${partsFile}`, { parts: stored } satisfies PartCount);
      await this.#storage.put(name, bytes);
      return { name, bytes: bytes.length, sha256: sha256(bytes) };
    };
  }

  #partName(id: string, number: number): string {
    return `${this.#folder}/${id}/${number}`;
  }

  async #removePartial(): Promise<void> {
    const { backups, partial } = await this.#index();
    if (partial.length === 0) return;
    for (const id of partial) {
      const { parts } = await this.#json.getOr(`${id}/${partsFile}`, PartCount, { parts: 0 });
      for (let number = 0; number < parts; number += 1)
        await this.#storage.remove(this.#partName(id, number));
      await this.#storage.remove(`${this.#folder}/${id}/${manifestFile}`);
      // Last: without it the parts cannot be found any more.
      await this.#storage.remove(`${this.#folder}/${id}/${partsFile}`);
    }
    await this.#putIndex({ backups, partial: [] });
  }

  #index(): Promise<BackupIndex> {
    return this.#json.getOr(indexFile, BackupIndex, { backups: [], partial: [] });
  }

  async #putIndex(index: BackupIndex): Promise<void> {
    await this.#json.put(indexFile, index);
  }
}
