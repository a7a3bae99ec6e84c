import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const folder = 'manifests/compose';
const ComposeFile = z.object({ services: z.record(z.string(), z.unknown()) });

const servicesIn = (root: string): ReadonlySet<string> =>
  new Set(
    globSync(`${folder}/compose*.yaml`, { cwd: root }).flatMap((file) =>
      Object.keys(
        ComposeFile.parse(parse(readFileSync(join(root, file), 'utf8'), { logLevel: 'error' })).services,
      ),
    ),
  );

/** What a subcommand names services with: all its words, or the first, before the program to run. */
const naming: Readonly<Record<string, 'all' | 'first' | 'none'>> = {
  exec: 'first',
  run: 'first',
  logs: 'all',
  ps: 'all',
  pull: 'all',
  restart: 'all',
  start: 'all',
  stats: 'all',
  stop: 'all',
  top: 'all',
  up: 'all',
  config: 'none',
  down: 'none',
};

/** Options before the subcommand whose value is the next word. */
const withValue = /^(?:-f|--env-file|--profile|--project-name)$/;

/**
 * The Compose files have the services that a command names, and those that it names with `-f` are there.
 * @param command - what follows `docker compose `
 * @throws Error that says what is not there
 */
export const checkCompose = (root: string, command: string): void => {
  const words = command.split(' ');
  const at = words.findIndex(
    (word, index) => !word.startsWith('-') && !withValue.test(words[index - 1] ?? ''),
  );
  for (const [index, word] of words.slice(0, at).entries())
    if (word === '-f') checkComposeFiles(root, words[index + 1] ?? '');
  const subcommand = words[at] ?? '';
  const names = naming[subcommand];
  if (names === undefined) throw new Error(`No document needs docker compose ${subcommand}.`);
  // What begins with an angle bracket is for the reader to fill in.
  const rest = words.slice(at + 1).filter((word) => !/^[-<]/.test(word));
  const named = names === 'all' ? rest : names === 'first' ? rest.slice(0, 1) : [];
  const services = named.length === 0 ? new Set() : servicesIn(root);
  for (const service of named)
    if (!services.has(service)) throw new Error(`The Compose files have no service ${service}.`);
};

/** The files of `COMPOSE_FILE` are there. @param files - with colons between them */
export const checkComposeFiles = (root: string, files: string): void => {
  for (const file of files.split(':'))
    if (!existsSync(join(root, file))) throw new Error(`There is no ${file}.`);
};
