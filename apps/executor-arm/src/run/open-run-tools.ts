import type { ConfigOf, executorArm } from '@octollm/catalogue';
import type { Logger } from 'pino';
import { sentenceOf } from '../sandbox/preflight.ts';
import type { RunKind } from '../sandbox/sandbox.ts';
import { Sandboxes } from '../sandbox/sandboxes.ts';
import { RunTools } from './run-tools.ts';

type Settings = Pick<
  ConfigOf<typeof executorArm>,
  'EXECUTOR_SANDBOX' | 'EXECUTOR_BWRAP' | 'EXECUTOR_PYTHON' | 'EXECUTOR_MAX_RUNS'
>;

const kinds: readonly RunKind[] = ['shell', 'python', 'javascript'];

/**
 * Finds out what this machine can run and writes it to the log, with the reasons for what it cannot.
 * @throws SandboxUnavailableError when the settings ask for a sandbox that cannot start here
 */
export const openRunTools = async (config: Settings, logger: Logger): Promise<RunTools> => {
  const sandboxes = await Sandboxes.open({
    mode: config.EXECUTOR_SANDBOX,
    bwrap: config.EXECUTOR_BWRAP,
    python: config.EXECUTOR_PYTHON,
  });
  for (const kind of kinds) {
    const obstacle = sandboxes.obstacle(kind);
    const because = obstacle === undefined ? {} : { because: sentenceOf(obstacle) };
    logger.info(
      { tool: kind, sandbox: sandboxes.for(kind)?.name ?? 'none', ...because },
      'a tool has its sandbox',
    );
  }
  return new RunTools(sandboxes, config.EXECUTOR_MAX_RUNS);
};
