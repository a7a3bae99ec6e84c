import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { ColdStorageError } from '../../retention/cold-storage/cold-storage.ts';
import { BackupError } from '../backup-error.ts';
import { storageInMemory } from '../fixtures/storage-in-memory.ts';
import { BackupArchive, type MakeBackup } from './backup-archive.ts';
import type { BackupFile } from './manifest.ts';

const inMemory = () => {
  const { files, storage } = storageInMemory();
  return { files, storage, archive: new BackupArchive(storage, 'plan', 1_000) };
};

const streamOf = async function* (...chunks: readonly Uint8Array[]) {
  yield* chunks;
};

/** Makes a backup with one file of so many bytes. */
const storing =
  (size: number): MakeBackup =>
  async (add) => {
    await add('data', streamOf(randomBytes(size)));
    return {};
  };

const onlyFile = ([file]: readonly BackupFile[]): BackupFile => {
  if (file === undefined) throw new Error('The backup has no file.');
  return file;
};

const bytesOf = async (source: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const day = (number: number): Date => new Date(Date.UTC(2026, 10, number, 2));

describe('A backup', () => {
  it.each([0, 1, 999, 1_000, 1_001, 4_321])(
    'of %i bytes is given back as it was stored, in parts',
    async (size) => {
      const { archive } = inMemory();
      const bytes = randomBytes(size);
      await archive.write(day(1), async (add) => {
        await add('data', streamOf(bytes.subarray(0, 300), bytes.subarray(300)));
        return { rows: 3 };
      });
      const { files, counts } = await archive.newest();
      const file = onlyFile(files);
      expect(counts).toEqual({ rows: 3 });
      expect([file.bytes, file.parts.length]).toEqual([size, Math.ceil(size / 1_000)]);
      expect((await bytesOf(archive.read(file))).equals(bytes)).toBe(true);
    },
  );

  it('that broke off is never the newest', async () => {
    const { archive } = inMemory();
    await archive.write(day(1), async () => ({}));
    const broken = archive.write(day(2), async (add) => {
      await add('data', streamOf(randomBytes(5)));
      throw new BackupError('broke off');
    });
    await expect(broken).rejects.toThrow('broke off');
    expect((await archive.newest()).started_at).toBe(day(1).toISOString());
  });

  it('of which a byte has changed is not given back', async () => {
    const { archive, files } = inMemory();
    const { files: stored } = await archive.write(day(1), async (add) => {
      await add('data', streamOf(randomBytes(1_500)));
      return {};
    });
    const name = onlyFile(stored).parts[1]?.name ?? '';
    files.set(name, randomBytes(500));
    await expect(bytesOf(archive.read(onlyFile(stored)))).rejects.toThrow(`${name} is not what was stored.`);
  });

  it('is missed when there is none', async () => {
    await expect(inMemory().archive.newest()).rejects.toThrow('There is no backup in backups/plan.');
  });

  it('goes when it is too old, with all its parts', async () => {
    const { archive, files } = inMemory();
    for (const number of [1, 2, 3])
      await archive.write(day(number), async (add) => {
        await add('data', streamOf(randomBytes(2_500)));
        return {};
      });
    const before = files.size;
    expect(await archive.expire(day(3))).toBe(2);
    expect(before - files.size).toBe(10);
    expect((await archive.newest()).started_at).toBe(day(3).toISOString());
  });

  it.each(['stored, as when it is killed', 'counted'])(
    'of which a part was not %s is removed by the next run',
    async (what) => {
      const { archive, files, storage } = inMemory();
      await archive.write(day(1), storing(2_500));
      const whole = [...files.keys()];
      const refused = what === 'counted' ? 'parts.json' : '/1';
      const killed = vi.spyOn(storage, 'put').mockImplementation(async (name, bytes) => {
        if (name.endsWith(refused)) throw new ColdStorageError('killed');
        files.set(name, bytes);
      });
      await expect(archive.write(day(2), storing(2_500))).rejects.toThrow('killed');
      killed.mockRestore();

      await archive.write(day(3), storing(2_500));
      const { id } = await archive.newest();
      const next = whole
        .filter((name) => /\d{4}-/.test(name))
        .map((name) => name.replace(/\d{4}-[\w-]+/, id));
      expect([...files.keys()].sort()).toEqual([...whole, ...next].sort());
    },
  );

  it('is made although what an earlier run left cannot be removed, which is said afterwards and tried again', async () => {
    const { archive, files, storage } = inMemory();
    const broken = archive.write(day(1), async (add) => {
      await add('data', streamOf(randomBytes(2_500)));
      throw new BackupError('broke off');
    });
    await expect(broken).rejects.toThrow('broke off');
    const refused = vi.spyOn(storage, 'remove').mockRejectedValue(new ColdStorageError('refused'));
    await archive.write(day(2), storing(2_500));
    await expect(archive.expire(day(2))).rejects.toThrow('refused');
    refused.mockRestore();
    expect(files.size).toBe(1 + 4 + 5);
    expect(await archive.expire(day(2))).toBe(0);
    expect(files.size).toBe(1 + 5);
    expect((await archive.newest()).started_at).toBe(day(2).toISOString());
  });

  it('during which another began is none: the other has taken it for one that broke off', async () => {
    const { archive } = inMemory();
    const first = archive.write(day(1), async (add) => {
      await storing(2_500)(add);
      await archive.write(day(2), storing(2_500));
      return {};
    });
    await expect(first).rejects.toThrow('Another run has removed 2026-11-01');
    expect((await archive.newest()).started_at).toBe(day(2).toISOString());
  });

  it('of which some is removed and some not is removed by the next run', async () => {
    const { archive, files, storage } = inMemory();
    for (const number of [1, 2]) await archive.write(day(number), storing(2_500));
    const remove = storage.remove.bind(storage);
    const killed = vi.spyOn(storage, 'remove').mockImplementation(async (name) => {
      if (name.endsWith('/1')) throw new ColdStorageError('killed');
      await remove(name);
    });
    await expect(archive.expire(day(2))).rejects.toThrow('killed');
    killed.mockRestore();
    expect(await archive.expire(day(2))).toBe(0);
    expect(files.size).toBe(1 + 5);
  });

  it('stays when it is the last, however old it is', async () => {
    const { archive } = inMemory();
    await archive.write(day(1), async () => ({}));
    expect(await archive.expire(day(30))).toBe(0);
    expect((await archive.newest()).started_at).toBe(day(1).toISOString());
  });
});
