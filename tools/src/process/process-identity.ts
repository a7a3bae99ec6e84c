import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const startTimeFromProc = (pid: number): string | undefined => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field, the command in brackets, may hold spaces; the start time is the 22nd (proc_pid_stat(5)).
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
};

const startTimeFromPs = (pid: number): string | undefined => {
  const time = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  return time === '' ? undefined : time;
};

/**
 * When a process started, as a text to compare: together with its id it tells a process from a later one with the
 * same id. Undefined when there is no such process.
 */
export const startTimeOf = (pid: number): string | undefined => {
  try {
    return process.platform === 'linux' ? startTimeFromProc(pid) : startTimeFromPs(pid);
  } catch {
    return undefined;
  }
};
