import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type SecretValues, secretValues } from './secret-values.ts';

/** Only their owner gets to the files. In a container others must read the one that is mounted: it has another user. */
const folderMode = 0o700;
/** Folders that are mounted as such: the keys of providers, and the credentials of Alertmanager's receivers. */
const mountedFolders = ['providers', 'alerting'];
const mountedMode = 0o755;
const fileMode = 0o444;

const filesIn = (folder: string): SecretValues =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

/** Lets containers read a folder that is mounted. A link leads out of the folder that guards them: it is left alone. */
const openFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, mountedMode);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = join(folder, entry.name);
    if (entry.isFile()) chmodSync(file, statSync(file).mode | fileMode);
  }
};

/**
 * Writes the secrets that Compose mounts into a folder, each a file, and leaves alone what is there; what the operator
 * put into `providers` and `alerting` becomes readable in containers.
 * @returns the names of the files that were made
 * @throws UserError when only one half of a key pair is there
 */
export const writeSecretFiles = (folder: string): readonly string[] => {
  mkdirSync(folder, { recursive: true, mode: folderMode });
  // Before anything in it is readable: it may have been made by somebody else.
  chmodSync(folder, folderMode);
  const made = Object.entries(secretValues(filesIn(folder))).filter(
    ([name]) => !existsSync(join(folder, name)),
  );
  for (const [name, value] of made) {
    const file = join(folder, name);
    writeFileSync(file, value);
    // Whatever the umask.
    chmodSync(file, fileMode);
  }
  for (const name of mountedFolders) openFolder(join(folder, name));
  return made.map(([name]) => name);
};
