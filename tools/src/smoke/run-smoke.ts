import { GatewayClient } from '../demo/gateway-client.ts';
import { formatSeconds, type Output } from '../output/index.ts';
import { type SmokeCheck, smokeChecks } from './checks.ts';
import type { SmokeOptions } from './options.ts';

export interface SmokeRun extends SmokeOptions {
  readonly output: Output;
  /** How long one check may take, in milliseconds. @default 120,000 */
  readonly timeoutMs?: number;
  /** @default all of them */
  readonly checks?: readonly SmokeCheck[];
}

const defaultTimeoutMs = 120_000;

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'It took too long.';
  return error.message;
};

/**
 * Carries out the checks one after the other, all of them whatever they find.
 * @returns the exit code: 0 when the platform is as it must be, else 1
 */
export const runSmoke = async (run: SmokeRun): Promise<number> => {
  const { address, key, output, timeoutMs = defaultTimeoutMs, checks = smokeChecks } = run;
  let failures = 0;
  for (const check of checks) {
    const began = performance.now();
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      await check.run({ address, key, signal, client: new GatewayClient(address, key, signal) });
      output.line(`${output.paint('green', '✓')} ${check.name}  ${formatSeconds(performance.now() - began)}`);
    } catch (error) {
      failures += 1;
      output.line(`${output.paint('red', '✗')} ${check.name}\n  ${reasonOf(error)}`);
    }
  }
  return failures === 0 ? 0 : 1;
};
