import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ColdStorageError } from './cold-storage.ts';
import { describeColdStorage } from './cold-storage-suite.ts';
import { openColdStorage } from './open-cold-storage.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cold-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const open = () => openColdStorage({ url: `file://${root}/archive/`, region: 'any' });

describeColdStorage('a directory', open);

describe('a directory', () => {
  it('holds nothing but the files, whole: what they were written to first is gone', async () => {
    await open().put('whole/file', Buffer.from('x'));
    expect(await readdir(join(root, 'archive', 'whole'))).toEqual(['file']);
  });

  it('leaves nothing behind when a file cannot be stored', async () => {
    await open().put('taken/name/file', Buffer.from('x'));
    await expect(open().put('taken/name', Buffer.from('y'))).rejects.toThrow(ColdStorageError);
    expect(await readdir(join(root, 'archive', 'taken'))).toEqual(['name']);
  });

  it('says so when it cannot be made', async () => {
    await writeFile(join(root, 'a-file'), '');
    const storage = openColdStorage({ url: `file://${root}/a-file/below`, region: 'any' });
    await expect(storage.put('x', Buffer.from('x'))).rejects.toThrow('cannot be stored');
  });
});
