import { readdirSync, readFileSync } from 'node:fs';

/** proc_pid_stat(5) counts in ticks, of which every Linux that Node runs on has a hundred a second. */
const msPerTick = 10;

interface Stat {
  readonly parent: number;
  /** User and system time of the process, in milliseconds. */
  readonly own: number;
  /** That of its children that have ended and were waited for. */
  readonly ended: number;
}

const statOf = (pid: number | string): Stat | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the command in brackets, may hold spaces; the state that follows is the third.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = (field: number): number => Number(fields[field - 3]) * msPerTick;
    return { parent: Number(fields[1]), own: ticks(14) + ticks(15), ended: ticks(16) + ticks(17) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
};

/** The CPU time, user and system, that processes have used so far, in milliseconds; 0 where there is no /proc. */
export const cpuTimeOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + (statOf(pid)?.own ?? 0), 0);

/** That of a server and of the processes it has started, ended ones included: PostgreSQL has one a connection. */
export const cpuTimeOfFamily = (pid: number): number => {
  const server = statOf(pid);
  if (server === undefined) return 0;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat?.parent === pid);
  return children.reduce((sum, child) => sum + (child?.own ?? 0), server.own + server.ended);
};
