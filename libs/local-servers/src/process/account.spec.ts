import { describe, expect, it } from 'vitest';
import { chooseUnprivileged, parsePasswd } from './account.ts';

const passwd = `root:x:0:0:root:/root:/bin/bash
# a comment, as macOS has them
nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin
postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash
`;

describe('the account for a server that refuses to run as root', () => {
  it('is read from /etc/passwd with its group', () => {
    expect(parsePasswd(passwd)).toEqual([
      { name: 'root', uid: 0, gid: 0 },
      { name: 'nobody', uid: 65534, gid: 65533 },
      { name: 'postgres', uid: 101, gid: 104 },
    ]);
  });

  it('is postgres where that exists', () => {
    expect(chooseUnprivileged(parsePasswd(passwd))?.name).toBe('postgres');
  });

  it('is nobody elsewhere', () => {
    const accounts = parsePasswd(passwd).filter(({ name }) => name !== 'postgres');
    expect(chooseUnprivileged(accounts)?.name).toBe('nobody');
  });

  it('is never root, whatever its name', () => {
    expect(chooseUnprivileged([{ name: 'postgres', uid: 0, gid: 0 }])).toBeUndefined();
  });

  it('is not macOS nobody, whose id is negative', () => {
    expect(chooseUnprivileged([{ name: 'nobody', uid: -2, gid: -2 }])).toBeUndefined();
  });
});
