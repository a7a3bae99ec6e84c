import { readFile, stat } from 'node:fs/promises';
import { ServerUnavailableError } from '../errors.ts';

/** A user of the machine that a server runs as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Preferred first: an account made for PostgreSQL, else the one every Unix has. */
const unprivilegedNames = ['postgres', 'nobody'];

/** Reads the accounts out of the text of /etc/passwd. */
export function parsePasswd(text: string): Account[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    if (name === undefined || name.startsWith('#') || uid === undefined || gid === undefined) return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}

/** Picks the unprivileged account out of those of the machine; undefined when it has none. */
export function chooseUnprivileged(accounts: readonly Account[]): Account | undefined {
  return unprivilegedNames
    .map((name) => accounts.find((account) => account.name === name))
    .find((account) => account !== undefined && account.uid > 0);
}

/**
 * The account for a server that refuses to run as root: the owner of its folder, so that data stay with the account
 * that made them, else an unprivileged account of this machine.
 *
 * @throws ServerUnavailableError when the machine has none.
 */
export async function accountFor(folder: string): Promise<Account> {
  const accounts = parsePasswd(await readFile('/etc/passwd', 'utf8'));
  const owner = await stat(folder).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) {
    const name = accounts.find((account) => account.uid === owner.uid)?.name ?? `user ${owner.uid}`;
    return { name, uid: owner.uid, gid: owner.gid };
  }
  const account = chooseUnprivileged(accounts);
  if (account !== undefined) return account;
  throw new ServerUnavailableError(
    `PostgreSQL refuses to run as root, and /etc/passwd has neither ${unprivilegedNames.join(' nor ')}. ` +
      'Run this as an ordinary user.',
  );
}

/** True when this process runs as root. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
