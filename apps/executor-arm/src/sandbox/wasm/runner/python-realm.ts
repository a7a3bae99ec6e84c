/**
 * Sets up the realm that Pyodide lives in, as source because it must be made there: a function that came from outside
 * would lead back to Node.js by its constructor. It names what Pyodide needs of a plain JavaScript shell, and gives
 * functions to call it with. Code cannot be made from texts in this realm, so Python that gets hold of JavaScript
 * objects (`import js`, `pyodide_js`) can only walk among those of the realm.
 */
export const realmSource = String.raw`((host, files, memoryBytes) => {
  'use strict';
  const guarded = (action) => (...args) => {
    try {
      return action(...args);
    } catch {
      throw new Error('The host failed.');
    }
  };
  const length = guarded((name) => files.length(name));
  const copy = guarded((name, into) => files.copy(name, into));
  const print = guarded((fd, bytes) => host.print(fd, bytes));
  const now = guarded(() => host.now());
  const randomByte = guarded(() => host.randomByte());

  const baseName = (path) => String(path).split('/').pop();
  const bytesAt = (path) => {
    const name = baseName(path);
    const bytes = new Uint8Array(length(name));
    copy(name, bytes);
    return bytes;
  };
  const latin1 = (bytes) => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return text;
  };
  // What makes Pyodide take this realm for a shell, and its loader for a worker, which asks crypto for random bytes.
  const loading = {
    read: (path) => latin1(bytesAt(path)),
    readbuffer: (path) => bytesAt(path).buffer,
    load: () => undefined,
    WorkerGlobalScope: class {},
  };
  const lasting = {
    console: { log() {}, info() {}, debug() {}, warn() {}, error() {} },
    performance: { now },
    crypto: {
      getRandomValues: (array) => {
        const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
        for (let index = 0; index < bytes.length; index += 1) bytes[index] = randomByte();
        return array;
      },
    },
    setTimeout: () => 0,
    clearTimeout: () => undefined,
    setInterval: () => 0,
    clearInterval: () => undefined,
  };
  Object.assign(globalThis, loading, lasting);

  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65_536 > memoryBytes) throw new RangeError('The memory is used up.');
    return grow.call(this, pages);
  };

  const writer = (fd) => ({
    write: (bytes) => {
      print(fd, latin1(bytes));
      return bytes.length;
    },
  });

  const start = async (loadPyodide, workspace) => {
    const python = await loadPyodide({
      indexURL: '/pyodide/',
      jsglobals: {},
      env: { HOME: workspace, LANG: 'C.UTF-8', TZ: 'UTC' },
    });
    for (const name of Object.keys(loading)) delete globalThis[name];
    python.setStdout(writer(1));
    python.setStderr(writer(2));
    return python;
  };

  return {
    start,
    run: (python, launcher, jobText) => {
      const { code, stdin, files: contents, workspace } = JSON.parse(jobText);
      const { FS } = python;
      let unread = 0;
      python.setStdin({
        read: (into) => {
          const count = Math.min(into.length, stdin.length - unread);
          for (let index = 0; index < count; index += 1) into[index] = stdin.charCodeAt(unread++);
          return count;
        },
      });
      for (const [path, text] of Object.entries(contents)) {
        const full = workspace + '/' + path;
        FS.mkdirTree(full.slice(0, full.lastIndexOf('/')));
        FS.writeFile(full, text);
      }
      FS.mkdirTree(workspace);
      FS.chdir(workspace);
      try {
        return python.runPython(launcher)(code);
      } catch (error) {
        // os._exit ends the interpreter by an exception that carries the exit code.
        if (typeof error === 'object' && error !== null && typeof error.status === 'number') return error.status;
        print(2, 'The interpreter failed: ' + latin1(Array.from(String(error), (c) => c.charCodeAt(0) & 255)) + '\n');
        return 1;
      }
    },
  };
})`;

/** Runs a program as \`python main.py\` does: its traceback without our own lines, and its exit code. */
export const launcherSource = `
def launch(source):
    import sys, traceback
    sys.argv = ['main.py']
    try:
        exec(compile(source, 'main.py', 'exec'), {'__name__': '__main__', '__builtins__': __builtins__})
        return 0
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return 0 if end.code is None else int.__and__(end.code, 255)
        print(end.code, file=sys.stderr)
        return 1
    except BaseException as error:
        traceback.print_exception(type(error), error, error.__traceback__.tb_next)
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
launch
`;
