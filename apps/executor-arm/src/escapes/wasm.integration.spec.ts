import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalServer } from '../http/local-server.fixture.ts';
import { runIn, smallLimits, wasmHere } from '../sandbox/fixtures/sandboxes.ts';
import { processTree } from '../sandbox/process-tree.ts';
import { SandboxStartError } from '../sandbox/sandbox.ts';
import { findInstallation } from '../sandbox/wasm/installation.ts';
import { WasmSandbox } from '../sandbox/wasm/wasm.ts';
import { aimedAt } from './attempt.fixture.ts';
import { javascriptProbes, pythonProbes } from './wasm.fixture.ts';

const sandbox = wasmHere({ ...smallLimits, memoryBytes: 192 * 1_048_576 });
const folder = mkdtempSync(join(tmpdir(), 'octollm-escapes-'));
const targets: Record<string, string> = {
  secret: `secret-${newId()}`,
  secretFile: join(folder, 'secret'),
  servicePid: String(process.pid),
};
let requests = 0;
let server: LocalServer;
beforeAll(async () => {
  writeFileSync(join(folder, 'secret'), targets.secret ?? '');
  process.env.OCTOLLM_ESCAPE_SECRET = targets.secret;
  server = await LocalServer.start((_request, response) => {
    requests += 1;
    response.end('ESCAPED');
  });
  targets.port = String(server.port);
});
afterAll(async () => {
  delete process.env.OCTOLLM_ESCAPE_SECRET;
  rmSync(folder, { recursive: true });
  await server.stop();
});

/** What each probe came to, all of them in one run: an interpreter takes long to start. */
const answers = async (language: 'python' | 'javascript', code: string): Promise<Record<string, string>> => {
  const ended = await runIn(sandbox, { kind: language, code });
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  return JSON.parse(ended.stdout) as Record<string, string>;
};

const inJavaScript = (): Promise<Record<string, string>> =>
  answers(
    'javascript',
    `const told = {};
${javascriptProbes
  .map(
    ({
      name,
      code,
    }) => `try { told[${JSON.stringify(name)}] = String(await (async () => ${aimedAt(code, targets)})()); }
catch (error) { told[${JSON.stringify(name)}] = String(error); }`,
  )
  .join('\n')}
console.log(JSON.stringify(told));`,
  );

const inPython = (): Promise<Record<string, string>> =>
  answers(
    'python',
    `import contextlib, io, json
told = {}
for name, code in json.loads(${JSON.stringify(JSON.stringify(pythonProbes.map(({ name, code }) => [name, aimedAt(code, targets)])))}):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try: exec(code, {})
        except BaseException as error: print(type(error).__name__, error)
    told[name] = printed.getvalue()
print(json.dumps(told))`,
  );

const probed = { javascript: javascriptProbes, python: pythonProbes } as const;

describe.each([
  ['javascript', inJavaScript],
  ['python', inPython],
] as const)('an escape from WebAssembly in %s', (language, ask) => {
  let told: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    told = await ask();
  });

  it.each(probed[language])('to $name is contained', ({ name, contained }) => {
    expect(told[name]).toMatch(contained);
    expect(told[name]).not.toContain('ESCAPED');
    expect(told[name]).not.toContain(targets.secret);
  });
});

describe('after all attempts', () => {
  it('nothing was reached, and no process is left', async () => {
    expect(requests).toBe(0);
    await expect.poll(() => processTree(process.pid)).toEqual([process.pid]);
  });
});

describe('Python in WebAssembly', () => {
  it('runs with input, files and an exit code of its own, within its memory', async () => {
    const code = `
import sys
print(sys.stdin.read() + open('data/a.txt').read() + '\\u00e9')
try: bytearray(2**29)
except MemoryError: print('no more memory')
sys.exit(3)
`;
    const run = { stdin: 'in \u00e9 ', files: { 'data/a.txt': 'file ' } };
    expect(await runIn(sandbox, { kind: 'python', code }, run)).toMatchObject({
      exitCode: 3,
      stdout: 'in \u00e9 file \u00e9\nno more memory\n',
      stderr: '',
    });
  });

  it('has no programs, and says when it cannot start', async () => {
    await expect(runIn(sandbox, { kind: 'shell', program: 'ls', args: [] })).rejects.toThrow(/no programs/);
    const withoutRunner = new WasmSandbox({
      node: process.execPath,
      launcher: [],
      installation: { runner: '/nowhere/runner.js', readable: [] },
      limits: smallLimits,
    });
    const attempt = runIn(withoutRunner, { kind: 'python', code: 'pass' });
    await expect(attempt).rejects.toThrow(SandboxStartError);
  });

  it('counts as not started when Pyodide is not there', async () => {
    const { runner, readable } = findInstallation();
    const broken = new WasmSandbox({
      node: process.execPath,
      launcher: [],
      installation: { runner, readable: readable.filter((path) => !path.includes('/pyodide/')) },
      limits: smallLimits,
    });
    await expect(runIn(broken, { kind: 'python', code: 'pass' })).rejects.toThrow(SandboxStartError);
  });

  it.each([
    ['an exit code that answers with an object', '', 2],
    ['another kind of numbers', 'import builtins\nbuiltins.int = Code', 1],
  ])('tells nothing of the machine when it ends with %s', async (_what, also, exitCode) => {
    const code = `
class Code(int):
    def __and__(self, other): return {'then': print}
${also}
raise SystemExit(Code(258))
`;
    expect(await runIn(sandbox, { kind: 'python', code })).toMatchObject({ exitCode, stderr: '' });
  });
});
