import { closeSync, readdirSync, readFileSync } from 'node:fs';

/** O_CLOEXEC, fcntl.h: the file is closed when a process becomes another program. */
const closeOnExec = 0o2000000;

const flagsOf = (fd: number): number => {
  try {
    const text = readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8');
    return Number.parseInt(/^flags:\s+(\d+)$/m.exec(text)?.[1] ?? '0', 8);
  } catch {
    // What was listed is closed already, as the descriptor of the list itself.
    return closeOnExec;
  }
};

/**
 * Closes files that the service was started with beside the standard ones, such as one that a shell left open: a
 * program in a sandbox would inherit them. What Node.js itself opens is closed for other programs from the start.
 */
export const closeInheritedFiles = (): void => {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync('/proc/self/fd')) {
    const fd = Number(name);
    if (fd > 2 && (flagsOf(fd) & closeOnExec) === 0) closeSync(fd);
  }
};
