import { readdir, readFile, readlink } from 'node:fs/promises';
import type { PortHolder } from '../errors.ts';
import { commandOf } from '../process/process-info.ts';
import { listeningInodes } from './socket-table.ts';

/**
 * The process that listens on a TCP port of this machine; undefined when nobody does, when it belongs to another
 * user and may not be looked at, or where there is no /proc.
 */
export async function findPortHolder(port: number): Promise<PortHolder | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')),
  );
  const sockets = new Set(
    tables.flatMap((table) => listeningInodes(table, port)).map((inode) => `socket:[${inode}]`),
  );
  if (sockets.size === 0) return undefined;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (await holdsAny(pid, sockets)) {
      return { pid: Number(pid), command: (await commandOf(Number(pid))) ?? 'unknown command' };
    }
  }
  return undefined;
}

/** Processes end while we look, and those of other users are closed to us: both count as not holding it. */
async function holdsAny(pid: string, sockets: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const descriptors = await readdir(folder).catch(() => []);
  const targets = await Promise.all(descriptors.map((name) => readlink(`${folder}/${name}`).catch(() => '')));
  return targets.some((target) => sockets.has(target));
}
