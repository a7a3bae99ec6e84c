import { access, chmod, readFile, rename, writeFile } from 'node:fs/promises';

/** Leads to the working folder of whoever opens it (proc(5)). */
const here = '/proc/self/cwd';

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Makes a copy of a program that looks for its files in its working folder instead of a fixed one, and returns its
 * path. Some programs have the folder that their package installs to written into them, and without root nothing can be
 * put there. The path is filled up with slashes: it must keep its length.
 *
 * @param folder - an absolute path that is no shorter than /proc/self/cwd
 */
export async function relocate(binary: string, folder: string): Promise<string> {
  const relocated = `${binary}.relocated`;
  if (await isThere(relocated)) return relocated;
  const program = await readFile(binary);
  const written = Buffer.from(folder);
  const instead = Buffer.from(here.padEnd(written.length, '/'));
  for (let at = program.indexOf(written); at !== -1; at = program.indexOf(written, at))
    instead.copy(program, at);
  // Written aside, because another process may do the same.
  const aside = `${relocated}.${process.pid}`;
  await writeFile(aside, program);
  await chmod(aside, 0o755);
  await rename(aside, relocated);
  return relocated;
}
