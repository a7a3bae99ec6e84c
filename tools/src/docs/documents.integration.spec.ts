import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deployed, jobs } from '@octollm/catalogue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api } from '../e2e/fixtures/api.ts';
import { startTestStack, type TestStack } from '../e2e/fixtures/test-stack.ts';
import { root } from '../workspace/index.ts';
import { readDocuments } from './documents.ts';
import { commandsOf, fencedBlocks, inlineCode, linkedFiles } from './markdown.ts';
import { checkNotRun, isRun } from './not-run.ts';
import { type Reader, startReading } from './reader.ts';

const documents = readDocuments(root);
const programs = /^(?:npm|npx|node|curl|kubectl|git) /;
const variables = new Set([...deployed, ...jobs].flatMap(({ settings }) => Object.keys(settings)));

/** Folders and files in the root that a path in a document can begin with. */
const looksLikePath = (code: string): boolean =>
  /^(?:apps|libs|tools|docs|manifests|\.ci)\/[\w./-]*$/.test(code);

let stack: TestStack;
let api: Api;
let reader: Reader;
const outputs: string[] = [];

beforeAll(async () => {
  stack = await startTestStack();
  api = new Api(stack);
  reader = await startReading(stack);
});
afterAll(async () => {
  await reader.leave();
  await stack.stop();
});

/** What a person sees before they go on to the next command. */
const settled = async (output: string): Promise<void> => {
  const document = /^\{"id":"([^"]+)","status":"queued","media_type"/.exec(output)?.[1];
  if (document !== undefined) await api.untilIndexed(document);
};

describe.each(documents)('$path', ({ path, text }) => {
  it('holds commands that work, in their order', async () => {
    for (const block of fencedBlocks(text).filter(({ language }) => language === 'sh'))
      for (const command of commandsOf(block)) {
        if (!isRun(command)) {
          checkNotRun(root, command);
          continue;
        }
        const { code, output } = await reader.shell.run(command);
        expect(code, `${path}:${block.line}: ${command}\n${output}`).toBe(0);
        outputs.push(output);
        await settled(output);
      }
  });

  it('names commands in passing that are there', () => {
    const commands = inlineCode(text).filter((code) => programs.test(code));
    expect(() => commands.forEach((command) => checkNotRun(root, command))).not.toThrow();
  });

  it('links to files that are there, and names folders and files that are there', () => {
    const linked = linkedFiles(text).map((target) => join(dirname(path), target));
    const named = inlineCode(text).filter(looksLikePath);
    expect([...linked, ...named].filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('sets variables that a service or a job reads', () => {
    const examples = fencedBlocks(text).filter(({ language }) => language === 'ini');
    const names = examples.flatMap((block) => [...block.text.matchAll(/^(\w+)=/gm)].map(([, name]) => name));
    expect(names.filter((name) => name === undefined || !variables.has(name))).toEqual([]);
  });
});

it('the question of the README is answered with what the README says', () => {
  const answer = 'The Halden bridge was opened in 1938. [1] Its main span measures 412 metres. [1]';
  expect(documents[0]?.text).toContain(answer);
  expect(outputs).toContain(answer);
});
