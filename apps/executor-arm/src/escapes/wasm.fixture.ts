import type { Attempt } from './attempt.fixture.ts';

/** An expression that throws or gives something harmless when it is contained. */
type Probe = Omit<Attempt, 'timeoutMs' | 'result'>;

const nothing =
  /is not defined|undefined|not a function|no such file|There is no module|cannot read|not supported/i;

/** Expressions of JavaScript for QuickJS; what they come to, or the error, is printed. */
export const javascriptProbes: readonly Probe[] = [
  { name: 'find the process', code: 'process.env', contained: nothing },
  {
    name: 'find it by a constructor',
    code: "console.log.constructor('return typeof process')()",
    contained: nothing,
  },
  {
    name: 'find it by the constructor of a host function',
    code: "setTimeout.constructor.constructor('return globalThis.process')()",
    contained: nothing,
  },
  {
    name: 'find it by the global object',
    code: 'Object.getOwnPropertyNames(globalThis).filter((n) => /^(process|require|fetch|Buffer|WebAssembly)$/.test(n)).join() || undefined',
    contained: /^undefined$/,
  },
  {
    name: 'find it by the stack of an error',
    code: "(Error.prepareStackTrace = (_e, frames) => frames, typeof new Error('x').stack?.[0]?.getThis)",
    contained: nothing,
  },
  {
    name: 'load a module of the host',
    code: "(await import('node:child_process')).execSync('id')",
    contained: nothing,
  },
  { name: 'load a module by its path', code: "await import('/etc/passwd')", contained: nothing },
  { name: 'load a module from outside', code: "await import('../../../../etc/passwd')", contained: nothing },
  {
    name: 'load a module from the network',
    code: "await import('http://127.0.0.1/x.js')",
    contained: nothing,
  },
  { name: 'use require', code: "require('fs')", contained: nothing },
  {
    name: 'read a file of the machine',
    code: "(await import('node:fs')).readFileSync('%secretFile%')",
    contained: nothing,
  },
  {
    name: 'read a file that is inherited from the prototype',
    code: "(await import('node:fs')).readFileSync('__proto__')",
    contained: nothing,
  },
  { name: 'fetch', code: "await fetch('http://127.0.0.1:%port%/')", contained: nothing },
  { name: 'share memory between threads', code: 'new Worker("x")', contained: nothing },
];

/** Statements of Python for Pyodide. */
export const pythonProbes: readonly Probe[] = [
  {
    name: 'read the accounts of the machine',
    code: "print('ESCAPED', open('/etc/passwd').read())",
    contained: /No such file/,
  },
  {
    name: 'read a file of the machine',
    code: "print('ESCAPED', open('%secretFile%').read())",
    contained: /No such file/,
  },
  {
    name: 'climb out of the workspace',
    code: "print('ESCAPED', open('../../..%secretFile%').read())",
    contained: /No such file/,
  },
  { name: 'find the process by the bridge', code: 'import js\njs.process', contained: /AttributeError/ },
  {
    name: 'fetch by the bridge',
    code: "import js\njs.fetch('http://127.0.0.1:%port%/')",
    contained: /AttributeError/,
  },
  { name: 'require by the bridge', code: "import js\njs.require('fs')", contained: /AttributeError/ },
  {
    name: 'evaluate JavaScript',
    code: "from pyodide.code import run_js\nrun_js('process')",
    contained: /cannot import name 'eval'/,
  },
  {
    name: 'make a function of the constructor of a function',
    code: "import pyodide_js\npyodide_js.runPython.constructor('return process')()",
    contained: /Code generation from strings disallowed/,
  },
  {
    name: 'make a function of the global object of the realm',
    code: "import js\njs.constructor.constructor('return process')()",
    contained: /Code generation from strings disallowed/,
  },
  {
    name: 'find the process from an object of the realm',
    code: "import pyodide_js\nprint([n for n in ('process', 'fetch', 'require', 'Buffer') if hasattr(pyodide_js._module.constructor, n)] or 'none')",
    contained: /none|AttributeError/,
  },
  {
    name: 'mount a folder of the machine',
    code: "import pyodide_js\npyodide_js.mountNodeFS('/mnt', '/')",
    contained: /only works in Node/,
  },
  {
    name: 'mount it by the file system',
    code: "import pyodide_js\npyodide_js.FS.mount(pyodide_js.FS.filesystems.NODEFS, pyodide_js._module.constructor(), '/tmp')\nimport os\nprint('ESCAPED' if os.path.exists('/tmp/etc') else 'nothing')",
    contained: /Error|nothing/,
  },
  {
    name: 'open sockets of the machine',
    code: 'import pyodide_js\npyodide_js.useNodeSockFS()\nprint("asked")',
    contained: /only works in Node|asked/,
  },
  {
    name: 'connect to a server of the machine',
    code: "import socket\nsocket.create_connection(('127.0.0.1', %port%), timeout=1)\nprint('ESCAPED')",
    contained: /Error/,
  },
  {
    name: 'install a package',
    code: "import pyodide_js\nprint(pyodide_js.loadPackage('numpy'))",
    contained: /Error|pending/,
  },
  {
    name: 'start a process',
    code: "import subprocess\nsubprocess.run(['id'])\nprint('ESCAPED')",
    contained: /Error/,
  },
  {
    name: 'start one by the shell',
    code: "import os\nprint('ESCAPED' if os.system('id') == 0 else 'no')",
    contained: /no|Error/,
  },
  { name: 'fork', code: "import os\nos.fork()\nprint('ESCAPED')", contained: /Error/ },
  {
    name: 'kill the service',
    code: "import os\nos.kill(%servicePid%, 9)\nprint('asked')",
    contained: /Error|asked/,
  },
  {
    name: 'find secrets in the environment',
    code: "import os\nprint('ESCAPED' if '%secret%' in repr(os.environ) else 'none')",
    contained: /none/,
  },
];
