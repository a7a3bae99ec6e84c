import { type SandboxMode, type SandboxSettings, SandboxUnavailableError } from '../sandbox/sandboxes.ts';

const modes: readonly SandboxMode[] = ['auto', 'bubblewrap', 'wasm', 'off'];

const modeOf = (text: string): SandboxMode => {
  const mode = modes.find((candidate) => candidate === text);
  if (mode === undefined)
    throw new SandboxUnavailableError(`EXECUTOR_SANDBOX must be one of ${modes.join(', ')}.`);
  return mode;
};

/**
 * What the service would read from the environment; the catalogue says what it means.
 * @throws SandboxUnavailableError for a sandbox that there is not
 */
export const sandboxSettings = (
  environment: Readonly<Record<string, string | undefined>>,
): SandboxSettings => ({
  mode: modeOf(environment.EXECUTOR_SANDBOX ?? 'auto'),
  bwrap: environment.EXECUTOR_BWRAP ?? '/usr/bin/bwrap',
  python: environment.EXECUTOR_PYTHON ?? '/usr/bin/python3',
});
