import type { ArmError } from '@octollm/contracts';
import type { ActionLog } from '@octollm/memory';
import { describe, expect, it, vi } from 'vitest';
import type { ArmReply } from '../arms/arm-client.ts';
import type { CallEnd } from '../arms/call-end.ts';
import { answerOf, callOptions, failureOf } from '../arms/fixtures/scripted-arm.ts';
import type { MemoryObserver } from './memory-observer.ts';
import { ToolLog } from './tool-log.ts';

const secret = 'sk-live-51H8xyz';
const input = { tool: 'http_get', args: { url: `https://example.org/?key=${secret}` } };
const call = (tenantId = 'acme') => callOptions({ tenantId, action: 'execute', stepId: 'fetch', input });
const failed = (category: ArmError['category']): CallEnd => ({
  outcome: 'failed',
  reply: failureOf('executor-arm', category) as ArmReply,
});

const setUp = (record: ActionLog['record'] = async () => undefined) => {
  const recorded = vi.fn<ActionLog['record']>(record);
  const observer = {
    succeeded: vi.fn<MemoryObserver['succeeded']>(),
    failed: vi.fn<MemoryObserver['failed']>(),
    dropped: vi.fn<MemoryObserver['dropped']>(),
  };
  return { recorded, observer, log: new ToolLog({ record: recorded }, observer) };
};

describe('the log of tool calls', () => {
  it.each<[string, CallEnd, string, string]>([
    ['succeeded', { outcome: 'succeeded' }, 'succeeded', 'http_get, attempt 1: succeeded'],
    ['failed', failed('timeout'), 'failed', 'http_get, attempt 1: failed with timeout'],
    ['was not allowed', failed('policy'), 'refused', 'http_get, attempt 1: failed with policy'],
    ['was aborted', { outcome: 'aborted' }, 'failed', 'http_get, attempt 1: aborted'],
  ])('says of a call that it %s, without what was asked', async (_what, end, outcome, summary) => {
    const { log, recorded } = setUp();
    const made = call();
    log.add(made, 'http_get', end);
    await log.beforeApplicationShutdown();
    expect(recorded.mock.calls).toEqual([
      [
        'acme',
        [
          {
            arm: 'executor',
            action: 'execute',
            taskId: made.taskId,
            stepId: 'fetch',
            summary,
            outcome,
            provenanceSha256: null,
          },
        ],
      ],
    ]);
    expect(JSON.stringify(recorded.mock.calls)).not.toContain(secret);
  });

  it('holds the hash of what came of a call', async () => {
    const { log, recorded } = setUp();
    const answer = answerOf('executor-arm');
    const reply = { ...answer, provenance: { ...answer.provenance, output_sha256: 'b'.repeat(64) } };
    log.add(call(), 'http_get', { outcome: 'succeeded', reply });
    await log.beforeApplicationShutdown();
    expect(recorded.mock.lastCall?.[1]).toMatchObject([{ provenanceSha256: 'b'.repeat(64) }]);
  });

  it('has nothing of a call that was not made', async () => {
    const { log, recorded } = setUp();
    log.add(call(), 'http_get', { outcome: 'refused' });
    await log.beforeApplicationShutdown();
    expect(recorded).not.toHaveBeenCalled();
  });

  it('is written for all calls that have ended meanwhile at once, each tenant’s for itself', async () => {
    const { log, recorded, observer } = setUp();
    for (const tenant of ['acme', 'acme', 'other', 'acme'])
      log.add(call(tenant), 'shell', { outcome: 'succeeded' });
    await log.beforeApplicationShutdown();
    expect(recorded.mock.calls.map(([tenant, actions]) => [tenant, actions.length])).toEqual([
      ['acme', 1],
      ['acme', 2],
      ['other', 1],
    ]);
    expect(observer.succeeded.mock.calls.flat()).toEqual(['log', 1, 'log', 2, 'log', 1]);
  });

  it('counts what the database does not take, and goes on', async () => {
    const { log, recorded, observer } = setUp();
    recorded.mockRejectedValueOnce(new Error('away'));
    log.add(call(), 'http_get', { outcome: 'succeeded' });
    log.add(call(), 'http_get', { outcome: 'succeeded' });
    await log.beforeApplicationShutdown();
    expect(observer.failed).toHaveBeenCalledExactlyOnceWith('log', expect.any(Error), 1);
    expect(observer.succeeded).toHaveBeenCalledExactlyOnceWith('log', 1);
  });

  it('drops and counts what is too much while the database is slow', async () => {
    let answer = (): void => undefined;
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { log, observer } = setUp(() => slow);
    for (let made = 0; made < 10_002; made += 1) log.add(call(), 'http_get', { outcome: 'succeeded' });
    expect(observer.dropped).toHaveBeenCalledOnce();
    answer();
    await log.beforeApplicationShutdown();
    expect(observer.succeeded.mock.calls.reduce((sum, [, times]) => sum + Number(times), 0)).toBe(10_001);
  });
});
