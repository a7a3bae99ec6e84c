import { execFile } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { CodeArgs, type Language } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { testMistakes } from './test-mistakes.ts';
import { hasPassed, testRun } from './test-run.ts';

const codeOf = (code: string, tests: string, language: Language): string =>
  CodeArgs.parse(testRun(code, tests, language)?.args).code;

/** Runs a script as a sandbox without modules does, until nothing is left to do. */
const said = async (
  script: string,
): Promise<{ readonly lines: readonly string[]; readonly error: unknown }> => {
  const lines: string[] = [];
  let error: unknown;
  try {
    runInContext(script, createContext({ console: { log: (line: string) => lines.push(line) } }));
  } catch (thrown) {
    error = thrown;
  }
  await setImmediate();
  return { lines, error };
};

const add = 'export const add = (a, b) => a + b;\nexport default class {}\nexport { add as plus };';

describe('tests as a run of the executor', () => {
  it('are one script with the code, which says what passed', async () => {
    const tests =
      'test("adds", () => assert.equal(add(1, 2), 3));\ntest("waits", async () => { await null; assert(add); });';
    const { lines, error } = await said(codeOf(add, tests, 'javascript'));
    expect(error).toBeUndefined();
    expect(lines).toEqual(['ok - adds', 'ok - waits', '2 of 2 tests passed.']);
  });

  it('fail with what was different, and when there are none', async () => {
    const failed = await said(
      codeOf(add, 'test("adds", () => assert.equal([add(1, 2)], [4]));', 'javascript'),
    );
    expect(failed.lines).toEqual([
      'not ok - adds: It is different: [3] instead of [4].',
      '0 of 1 tests passed.',
    ]);
    expect(failed.error).toBeDefined();
    expect((await said(codeOf(add, '', 'javascript'))).error).toBeDefined();
  });

  it('fail where they have to be waited for, too', async () => {
    const script = codeOf(add, 'test("waits", async () => { throw new Error("no"); });', 'javascript');
    const run = promisify(execFile)(process.execPath, ['--input-type=commonjs', '--eval', script]);
    await expect(run).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('not ok - waits: no'),
    });
  });

  it('lose their types, in whatever way the code uses them', async () => {
    const code =
      'enum E { A = 1 }\nexport class P { constructor(readonly x: E) {} }\ntype T = P;\nconst test = 1;';
    const tests = 'globalThis.test("types", (): void => assert.equal(new P(E.A) as T, { x: 1 }));';
    expect((await said(codeOf(code, tests, 'typescript'))).lines).toContain('1 of 1 tests passed.');
  });

  it('of Python are a module beside that of the code', () => {
    const run = testRun('x = 1', 'def test_x(): assert True', 'python');
    expect(run?.tool).toBe('python');
    expect(CodeArgs.parse(run?.args).files).toEqual({
      'solution.py': 'x = 1',
      'test_solution.py': 'def test_x(): assert True',
    });
  });

  it.each([
    ['[1, [NaN, undefined]]', '[1, [NaN, undefined]]'],
    ['new Map([["a", { x: 1 }], [{ k: 1 }, 2]])', 'new Map([[{ k: 1 }, 2], ["a", { x: 1 }]])'],
    ['new Set([{ x: 1 }, 2])', 'new Set([2, { x: 1 }])'],
    ['new Date(5)', 'new Date(5)'],
    ['{ b: 1, a: 1n }', '{ a: 1n, b: 1 }'],
    ['-0', '0'],
    [
      '(() => { const a = {}; a.self = a; return a; })()',
      '(() => { const a = {}; a.self = a; return a; })()',
    ],
  ])('take %s and %s for equal', async (actual, expected) => {
    const { lines } = await said(
      codeOf('', `test("a", () => assert.equal(${actual}, ${expected}));`, 'javascript'),
    );
    expect(lines).toContain('1 of 1 tests passed.');
  });

  it.each([
    ['[NaN]', '[null]', '["NaN"] instead of [null]'],
    ['undefined', '"undefined"', 'undefined instead of "undefined"'],
    ['{ a: undefined }', '{}', '{"a":"undefined"} instead of {}'],
    ['{ a: undefined }', '{ b: undefined }', ''],
    ['[undefined]', '[null]', ''],
    ['new Map([["a", 1]])', 'new Map([["a", 2]])', '{"Map":[["a",1]]} instead of {"Map":[["a",2]]}'],
    ['new Map()', '{}', ''],
    ['new Set([{ x: 1 }, { x: 1 }])', 'new Set([{ x: 1 }, 2])', ''],
    ['new Set([1])', 'new Set([1, 2])', ''],
    ['new Date(5)', 'new Date(5).toJSON()', ''],
    ['new Date(5)', 'new Date(6)', ''],
    ['new Array(2)', '[]', ''],
    ['new Error("a")', 'new Error("b")', ''],
    ['1n', '1', '1 instead of 1'],
  ])('take %s and %s for different', async (actual, expected, message) => {
    const { lines } = await said(
      codeOf('', `test("a", () => assert.equal(${actual}, ${expected}));`, 'javascript'),
    );
    expect(lines).toEqual([expect.stringContaining(message), '0 of 1 tests passed.']);
  });

  it('are none when the types cannot be removed', () => {
    expect(testRun('const a: = 1;', 'test("a", () => {});', 'typescript')).toBeNull();
  });

  it('are none in languages that the executor does not run', () => {
    for (const language of ['json', 'yaml', 'sql'] as const) expect(testRun('', '', language)).toBeNull();
  });
});

describe('a run of tests', () => {
  const run = { exit_code: 0, stdout: 'ok - a\n2 of 2 tests passed.\n', stderr: '', timed_out: false };

  it('has passed when its last line says that all did', () => expect(hasPassed(run)).toBe(true));

  it.each([
    { exit_code: 1 },
    { timed_out: true },
    { stdout: '' },
    { stdout: '1 of 2 tests passed.\n' },
    { stdout: '12 of 2 tests passed.\n' },
    { stdout: '0 of 0 tests passed.\n' },
    { stdout: '2 of 2 tests passed.\nand more' },
  ])('has not with %j', (part) => expect(hasPassed({ ...run, ...part })).toBe(false));
});

describe('tests that a model wrote', () => {
  it.each<[Language, string, string]>([
    ['javascript', '\n import { add } from "./add.js";', 'import nothing'],
    ['typescript', 'const a: number = 1;', 'no call of test'],
    ['python', 'def check(): pass', 'test_'],
  ])('cannot be run in %s: %j', (language, tests, message) =>
    expect(testMistakes(tests, language)).toEqual([
      expect.objectContaining({ message: expect.stringContaining(message) as string }),
    ]),
  );

  it('can be run when they are as they should be', () => {
    expect(testMistakes('test("a", () => {});', 'typescript')).toEqual([]);
    expect(testMistakes('from solution import *\n\ndef test_a():\n    assert True', 'python')).toEqual([]);
    expect(testMistakes('import unittest\nclass A(unittest.TestCase): pass', 'python')).toEqual([]);
  });
});
