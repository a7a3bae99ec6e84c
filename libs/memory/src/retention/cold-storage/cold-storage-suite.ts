import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type ColdStorage, FileNotFoundError, InvalidFileNameError } from './cold-storage.ts';

/** What every cold storage does. */
export function describeColdStorage(name: string, open: () => ColdStorage): void {
  describe(`${name}, as every cold storage`, () => {
    const newName = (): string => `tasks/acme~2eexample/2026-11-21-${randomUUID()}.jsonl.gz`;

    it('gives back the bytes that were stored', async () => {
      const [file, bytes] = [newName(), randomBytes(300_000)];
      await open().put(file, bytes);
      expect(Buffer.from(await open().get(file)).equals(bytes)).toBe(true);
    });

    it('holds an empty file', async () => {
      const file = newName();
      await open().put(file, new Uint8Array());
      expect(await open().get(file)).toHaveLength(0);
    });

    it('replaces a file of the same name, and no other', async () => {
      const [file, other] = [newName(), newName()];
      await open().put(file, Buffer.from('first'));
      await open().put(other, Buffer.from('other'));
      await open().put(file, Buffer.from('second'));
      expect(Buffer.from(await open().get(file)).toString()).toBe('second');
      expect(Buffer.from(await open().get(other)).toString()).toBe('other');
    });

    it('removes a file and no other, and what is not there without a complaint', async () => {
      const [file, other] = [newName(), newName()];
      for (const name of [file, other]) await open().put(name, Buffer.from('x'));
      await open().remove(file);
      await open().remove(file);
      await expect(open().get(file)).rejects.toThrow(FileNotFoundError);
      expect(await open().get(other)).toHaveLength(1);
    });

    it('says that a file is not there', async () => {
      await expect(open().get(newName())).rejects.toThrow(FileNotFoundError);
    });

    it.each(['../x', 'a/../../x', '/etc/x', 'a//x', '.x', 'a/.x', '', 'a b', 'a\\x', 'ü', 'a/'])(
      'neither writes, reads nor removes the name "%s"',
      async (file) => {
        await expect(open().put(file, Buffer.from('x'))).rejects.toThrow(InvalidFileNameError);
        await expect(open().get(file)).rejects.toThrow(InvalidFileNameError);
        await expect(open().remove(file)).rejects.toThrow(InvalidFileNameError);
      },
    );
  });
}
