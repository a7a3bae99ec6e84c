import { readdirSync, readFileSync } from 'node:fs';

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH', 'EACCES'].includes(String(error.code));

/** Reads something of a process that may end at any moment. */
const ofProcess = <Value>(read: () => Value, otherwise: Value): Value => {
  try {
    return read();
  } catch (error) {
    if (isGone(error)) return otherwise;
    throw error;
  }
};

const childrenOf = (pid: number): number[] =>
  ofProcess(() => readdirSync(`/proc/${pid}/task`), []).flatMap((thread) =>
    ofProcess(() => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'), '')
      .split(' ')
      .filter((text) => text !== '')
      .map(Number),
  );

/**
 * Memory that only this process and its forks hold. What is mapped of files belongs to the page cache, and to the size
 * of its folder; shared pages without a file, which would stay when no process maps them, cannot be had in bubblewrap.
 */
const ownMemory = (pid: number): number => {
  const status = ofProcess(() => readFileSync(`/proc/${pid}/status`, 'utf8'), '');
  return [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm)].reduce(
    (sum, [, kilobytes]) => sum + Number(kilobytes) * 1_024,
    0,
  );
};

/** A process and all that descend from it. Those in a sandbox descend from its first process whatever they do. */
export const processTree = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(processTree)];

/**
 * The memory that a process and all its descendants hold, in bytes (proc_pid_status(5): RssAnon and RssShmem). Pages
 * that forks share count for each of them.
 */
export const treeMemory = (pid: number): number =>
  processTree(pid).reduce((sum, member) => sum + ownMemory(member), 0);

const kill = (target: number): void => {
  try {
    process.kill(target, 'SIGKILL');
  } catch (error) {
    if (!isGone(error)) throw error;
  }
};

/** Ends all processes of the group that a process leads. */
export const killGroup = (leader: number): void => kill(-leader);

/**
 * Ends all that descend from a process, which then ends by itself and has collected them; or the process, when nothing
 * descends from it.
 */
export const killTree = (pid: number): void => {
  const [first, ...descendants] = processTree(pid);
  for (const member of descendants.length > 0 ? descendants : [first ?? pid]) kill(member);
};
