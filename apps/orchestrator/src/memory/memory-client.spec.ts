import { newId, RetrieverSolutionsOutput } from '@octollm/contracts';
import type { Metrics } from '@octollm/service-kit';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { unanswered } from '../arms/arm-client.ts';
import type { ArmRegistry } from '../arms/arm-registry.ts';
import { answerOf } from '../arms/fixtures/scripted-arm.ts';
import { MemoryClient } from './memory-client.ts';
import { MemoryObserver } from './memory-observer.ts';

const away = unanswered({
  code: 'unavailable',
  category: 'unavailable',
  message: 'It is away.',
  retryable: true,
});
const found = answerOf('retriever-arm', { output: { solutions: [] } });

const setUp = () => {
  const counted: unknown[] = [];
  const lines: string[] = [];
  const inc = (labels: object, times: number) => counted.push({ ...labels, times });
  const logger = pino(
    { level: 'info' },
    { write: (line) => lines.push((JSON.parse(line) as { msg: string }).msg) },
  );
  const observer = new MemoryObserver({ counter: () => ({ inc }) } as unknown as Metrics, logger);
  const call = vi.fn<ArmRegistry['call']>(async () => found);
  const client = new MemoryClient({ call } as unknown as ArmRegistry, observer);
  const ask = (signal = new AbortController().signal) =>
    client.call(
      {
        tenantId: 'acme',
        taskId: newId(),
        stepId: 'write',
        action: 'solutions',
        right: { allows: 'memory.read', onBehalfOf: 'coder-arm' },
        input: {},
        milliseconds: 1_000,
        signal,
      },
      RetrieverSolutionsOutput,
    );
  return { ask, call, counted, lines };
};

describe('asking memory', () => {
  it('gives what the retriever answers to whom the question is for', async () => {
    const { ask, call, counted } = setUp();
    expect(await ask()).toEqual({ solutions: [] });
    expect(call.mock.lastCall).toMatchObject([
      'retriever-arm',
      {
        tenantId: 'acme',
        action: 'solutions',
        memory: { allows: 'memory.read', onBehalfOf: 'coder-arm' },
        budget: { max_tokens: 0, max_cost_usd: 0 },
      },
    ]);
    expect(counted).toEqual([{ operation: 'solutions', outcome: 'succeeded', times: 1 }]);
  });

  it('gives nothing when there is no answer or another one; that is counted each time and said once', async () => {
    const { ask, call, counted, lines } = setUp();
    call
      .mockResolvedValueOnce(away)
      .mockResolvedValueOnce(answerOf('retriever-arm', { output: { wind: 7 } }));
    expect([await ask(), await ask()]).toEqual([undefined, undefined]);
    await ask();
    expect(counted).toMatchObject([{ outcome: 'failed' }, { outcome: 'failed' }, { outcome: 'succeeded' }]);
    expect(lines).toEqual(['memory fails; tasks go on without it', 'memory works again']);
  });

  it('ends with the step that it is for', async () => {
    const { ask, call } = setUp();
    call.mockRejectedValueOnce(new Error('cancelled'));
    await expect(ask(AbortSignal.abort())).rejects.toThrow('cancelled');
  });
});
