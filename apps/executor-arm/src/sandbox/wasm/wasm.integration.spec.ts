import { getPriority } from 'node:os';
import { describe, expect, it } from 'vitest';
import { describeLanguage } from '../fixtures/sandbox-suite.ts';
import { runIn, wasmHere } from '../fixtures/sandboxes.ts';
import { processTree } from '../process-tree.ts';

const sandbox = wasmHere();

describe('JavaScript in WebAssembly', () => {
  describeLanguage(() => sandbox, 'javascript', 1_500);

  it('comes after the service when both want the processor', async () => {
    const controller = new AbortController();
    const program = { kind: 'javascript', code: 'for (;;);' } as const;
    const running = runIn(sandbox, program, { signal: controller.signal });
    const priorities = () => processTree(process.pid).slice(1).map(getPriority);
    await expect.poll(priorities).toEqual([getPriority() + 10]);
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });
});
