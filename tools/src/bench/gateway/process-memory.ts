import { readFile } from 'node:fs/promises';

const kilobytesPerMegabyte = 1_000;

/** The resident memory of a process in MB: VmRSS of proc_pid_status(5). @throws Error when the process is gone */
export const residentMemoryOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return (Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]) * 1.024) / kilobytesPerMegabyte;
};
