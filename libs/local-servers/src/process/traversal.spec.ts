import { describe, expect, it } from 'vitest';
import { type FolderAccess, firstBlocked, foldersDownTo } from './traversal.ts';

const account = { uid: 101, gid: 104 };
const folder = (path: string, mode: number, uid = 0, gid = 0): FolderAccess => ({ path, mode, uid, gid });

describe('passing through folders', () => {
  it('is open to everybody when all parents have the bit for others', () => {
    expect(firstBlocked([folder('/', 0o40755), folder('/srv', 0o40711)], account)).toBeUndefined();
  });

  it("stops at root's own folder, and says which", () => {
    const parents = [folder('/', 0o40755), folder('/root', 0o40700), folder('/root/app', 0o40755)];
    expect(firstBlocked(parents, account)?.path).toBe('/root');
  });

  it("uses the owner's bit alone for the owner", () => {
    expect(firstBlocked([folder('/a', 0o700, 101)], account)).toBeUndefined();
    expect(firstBlocked([folder('/a', 0o077, 101)], account)?.path).toBe('/a');
  });

  it("uses the group's bit alone for the group", () => {
    expect(firstBlocked([folder('/a', 0o710, 0, 104)], account)).toBeUndefined();
    expect(firstBlocked([folder('/a', 0o701, 0, 104)], account)?.path).toBe('/a');
  });

  it('looks at every parent, the root first', async () => {
    const parents = await foldersDownTo('/usr/bin');
    expect(parents.map(({ path }) => path)).toEqual(['/', '/usr', '/usr/bin']);
  });
});
