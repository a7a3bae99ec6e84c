import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const entry = fileURLToPath(import.meta.resolve('@presidio-dev/hai-guardrails'));

/**
 * As published, the package looks for the worker of piscina in a folder of the machine that built it, and for its own
 * beside the folder where it is, and the process ends. It is loaded from a copy of its entry with the right paths.
 */
const withItsWorker = async () => {
  const source = await readFile(entry, 'utf8');
  const worker = import.meta.resolve('piscina').replace('file://', '');
  const copy = join(dirname(entry), 'index.with-its-worker.js');
  await writeFile(
    copy,
    source
      .replaceAll(/\/[\w./-]+\/piscina\/dist/g, dirname(worker))
      .replace('../workers/heuristic.worker.mjs', 'workers/heuristic.worker.js'),
  );
  return import(pathToFileURL(copy).href);
};

const { injectionGuard, piiGuard, SelectionType } = await withItsWorker();

const options = { selection: SelectionType.All };
const messageOf = (content) => [{ role: 'user', content }];

// The mode and the threshold of its documentation, but for `heuristic`, which takes 17 s for 1,000 characters.
const injections = injectionGuard(options, { mode: 'pattern', threshold: 0.7 });

export const injection = [
  {
    name: 'hai-guardrails 1.12.0',
    detect: async (text) => (await injections(messageOf(text))).some(({ passed }) => !passed),
  },
];

const personalData = piiGuard(options);

export const pii = [
  {
    name: 'hai-guardrails 1.12.0',
    redact: async (text) => {
      const [result] = await personalData(messageOf(text));
      return result?.modifiedMessage?.content ?? text;
    },
  },
];
