import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeArgs } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pythonRun } from './python-run.ts';
import { hasPassed } from './test-run.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'python-run-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (tests: string, code = 'def add(a, b):\n    return a + b') => {
  const { code: runner, files } = CodeArgs.parse(pythonRun(code, tests).args);
  for (const [name, text] of Object.entries(files ?? {})) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'main.py'), runner);
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', ['-B', 'main.py'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { exit_code: status, stdout, stderr, timed_out: false };
};

const good = 'from solution import add\n\ndef test_add():\n    assert add(1, 2) == 3\n';
const cases = (base: string, definition: string): string =>
  `import unittest\nclass Cases(unittest.${base}):\n    ${definition}\n        self.assertEqual(1, 1)\n`;

describe('tests of Python', () => {
  it('pass when all do, functions and cases alike', () => {
    const tests = [good, cases('TestCase', 'def test_case(self):')].join('\n');
    const ended = run(
      `${tests}\n${cases('IsolatedAsyncioTestCase', 'async def test_it(self):').replace('Cases', 'More')}`,
    );
    expect(ended.stdout).toContain('3 of 3 tests passed.');
    expect(hasPassed(ended)).toBe(true);
  });

  it.each([
    ['one fails', `${good}\ndef test_more():\n    assert add(1, 2) == 4`, '1 of 2'],
    ['there are none', 'x = 1', '0 of 0'],
    ['one ends the program', `import sys\n${good}\ndef test_more():\n    sys.exit(0)`, '1 of 2'],
    ['one is a coroutine', `${good}\nasync def test_more():\n    assert False`, '1 of 2'],
    ['one is a generator', `${good}\ndef test_more():\n    yield\n    assert False`, '1 of 2'],
    ['a case is a coroutine', `${good}\n${cases('TestCase', 'async def test_case(self):')}`, '1 of 2'],
    [
      'a case ends the program',
      `${good}\n${cases('TestCase', 'def setUp(self): exit(0)\n    def test_case(self):')}`,
      '1 of 2',
    ],
    [
      'the cases end it',
      `${good}\n${cases('TestCase', 'def setUpClass(): exit(0)\n    def test_case(self):')}`,
      '1 of 2',
    ],
  ])('fail when %s', (_, tests, passed) => {
    const ended = run(tests);
    expect(ended.stdout).toContain(`${passed} tests passed.`);
    expect(ended.exit_code).toBe(1);
  });

  it('fail when the code ends the program where it is loaded', () => {
    expect(run(good, 'import sys\nsys.exit(0)')).toMatchObject({
      exit_code: 1,
      stdout: expect.stringContaining('0 of 1 tests passed.') as string,
    });
  });

  it('have not passed when the program ends before it can say so', () => {
    const ended = run(good, 'import os\nos._exit(0)');
    expect(ended).toMatchObject({ exit_code: 0, stdout: '' });
    expect(hasPassed(ended)).toBe(false);
  });
});
