import { RecordedMetrics } from '@octollm/arm-testing';
import { memoryMetrics } from '@octollm/catalogue';
import { newId, RetrieverSolutionsOutput } from '@octollm/contracts';
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
  const lines: string[] = [];
  const recorded = new RecordedMetrics(memoryMetrics);
  const logger = pino(
    { level: 'info' },
    { write: (line) => lines.push((JSON.parse(line) as { msg: string }).msg) },
  );
  const observer = new MemoryObserver(recorded.metrics, logger);
  const call = vi.fn<ArmRegistry['call']>(async () => found);
  const client = new MemoryClient({ call } as unknown as ArmRegistry, observer);
  const ask = (signal = new AbortController().signal, milliseconds = 1_000) =>
    client.call(
      {
        tenantId: 'acme',
        taskId: newId(),
        stepId: 'write',
        action: 'solutions',
        right: { allows: 'memory.read', onBehalfOf: 'coder-arm' },
        input: {},
        milliseconds,
        signal,
      },
      RetrieverSolutionsOutput,
    );
  const counted = () => recorded.read('memory_operations_total');
  return { ask, call, recorded, counted, lines };
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
    expect(await counted()).toEqual({ 'solutions succeeded': 1 });
  });

  it('gives nothing when there is no answer or another one; that is counted each time and said once', async () => {
    const { ask, call, counted, lines } = setUp();
    call
      .mockResolvedValueOnce(away)
      .mockResolvedValueOnce(answerOf('retriever-arm', { output: { wind: 7 } }));
    expect([await ask(), await ask()]).toEqual([undefined, undefined]);
    await ask();
    expect(await counted()).toEqual({ 'solutions failed': 2, 'solutions succeeded': 1 });
    expect(lines).toEqual(['memory fails; tasks go on without it', 'memory works again']);
  });

  it('gives nothing when the retriever hangs, which is not waited for', async () => {
    const { ask, call, counted } = setUp();
    call.mockImplementationOnce(
      (_arm, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        }),
    );
    expect(await ask(undefined, 1)).toBeUndefined();
    expect(await counted()).toEqual({ 'solutions failed': 1 });
  });

  it('ends with the step that it is for', async () => {
    const { ask, call, recorded } = setUp();
    call.mockRejectedValueOnce(new Error('cancelled'));
    await expect(ask(AbortSignal.abort())).rejects.toThrow('cancelled');
    expect(await recorded.read('memory_operation_duration_seconds_count')).toEqual({ solutions: 1 });
  });
});
