import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ServerUnavailableError } from '../errors.ts';
import { errorCode } from '../process/error-code.ts';
import { serverEnvironment } from '../process/guarded-process.ts';
import { aptComplaints } from './apt-output.ts';

const run = promisify(execFile);
/** A download that takes longer than this is given up. */
const commandTimeoutMs = 180_000;

/** What apt-get or dpkg-deb could not do. */
export class AptError extends ServerUnavailableError {
  constructor(complaint: string) {
    super(
      `The Debian packages of this server could not be fetched or unpacked: ${complaint} ` +
        'Check that this machine reaches its Debian mirrors, or run the stack without this server.',
    );
  }
}

/** What a tool printed. */
interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs apt-get or dpkg-deb.
 *
 * @throws ServerUnavailableError when this machine has no such program.
 * @throws AptError when it fails.
 */
export async function tool(command: string, args: readonly string[], cwd: string): Promise<Output> {
  const env = { ...proxySettings(), ...serverEnvironment() };
  try {
    return await run(command, args, { cwd, env, timeout: commandTimeoutMs, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      throw new ServerUnavailableError(
        `This machine (${process.platform}) has no ${command}, and this server is unpacked from Debian's packages. ` +
          'Use Debian or Ubuntu, or run the stack without this server.',
      );
    }
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw new AptError(aptComplaints(stderr.trim() === '' ? String(error) : stderr));
  }
}

function proxySettings(): Record<string, string> {
  const names = [
    'http_proxy',
    'https_proxy',
    'no_proxy',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'APT_CONFIG',
  ];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
