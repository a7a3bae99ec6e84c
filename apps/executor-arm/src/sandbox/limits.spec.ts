import { executorArm, quantityIn } from '@octollm/catalogue';
import { defaultBodyLimit } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { waitingPerRun } from '../run/tenant-turns.ts';
import { defaultLimits } from './limits.ts';
import { interpreterBytes } from './wasm/wasm.ts';

/** What an arm takes, 8 MiB, as texts of two bytes a character. */
const largestInput = 2 * 8 * defaultBodyLimit;
const { memoryBytes, workspaceBytes } = defaultLimits;

describe('the limits of runs', () => {
  it('leave the service its memory when it runs as many programs as it does, and as many wait', () => {
    const { memory } = executorArm.resources;
    const maxRuns = executorArm.settings.EXECUTOR_MAX_RUNS.default ?? Number.NaN;
    const largestRun = memoryBytes + Math.max(interpreterBytes, 2 * workspaceBytes);
    const service = quantityIn(memory.request) ?? Number.NaN;
    const waiting = waitingPerRun * maxRuns * largestInput;
    expect(maxRuns * largestRun + waiting + service).toBeLessThan(quantityIn(memory.limit) ?? 0);
  });
});
