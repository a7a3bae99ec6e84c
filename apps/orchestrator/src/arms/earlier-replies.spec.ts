import { noUsage, type Provenance } from '@octollm/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unanswered } from './arm-client.ts';
import { EarlierReplies, type SameCall } from './earlier-replies.ts';
import { isFallbackWarning } from './fallback-warning.ts';

const call: SameCall = {
  tenantId: 'acme',
  arm: 'retriever-arm',
  action: 'search',
  input: { query: 'How long is it?' },
};
const reply = {
  success: true as const,
  output: { answer: '412 m' },
  confidence: 0.9,
  usage: { ...noUsage, prompt_tokens: 7 },
  provenance: {} as Provenance,
  warnings: ['short'],
  error: null,
} satisfies Parameters<EarlierReplies['remember']>[1];

const failure = (code: string, category: 'unavailable' | 'timeout' | 'invalid_input' | 'rate_limited') =>
  unanswered({ code, category, message: 'x', retryable: true });
const open = failure('circuit_open', 'unavailable');

let replies: EarlierReplies;
beforeEach(() => {
  replies = new EarlierReplies();
  replies.remember(call, reply);
});
afterEach(() => {
  vi.useRealTimers();
});

describe('an earlier answer to the same call', () => {
  it('stands in for an arm whose circuit is open, says so, and costs nothing', () => {
    const instead = replies.instead(call, open, false);
    expect(instead).toMatchObject({ success: true, output: { answer: '412 m' }, usage: noUsage });
    const warnings = instead.success ? instead.warnings : [];
    expect(warnings).toEqual([
      'short',
      expect.stringMatching(/retriever-arm was not available, its answer of .* was used/),
    ]);
    expect(warnings.filter(isFallbackWarning)).toHaveLength(1);
  });

  it.each([failure('arm_unreachable', 'unavailable'), failure('arm_timeout', 'timeout')])(
    'stands in for $error.code only when the call is not made again',
    (failed) => {
      expect(replies.instead(call, failed, false)).toBe(failed);
      expect(replies.instead(call, failed, true)).toMatchObject({ success: true });
    },
  );

  it.each([failure('not_so', 'invalid_input'), failure('arm_busy', 'rate_limited')])(
    'does not cover up $error.code',
    (failed) => {
      expect(replies.instead(call, failed, true)).toBe(failed);
    },
  );

  it.each([
    { tenantId: 'other' },
    { arm: 'coder-arm' },
    { action: 'ingest' },
    { input: { query: 'How high is it?' } },
  ])('is none when $tenantId $arm $action $input is another call', (change) => {
    expect(replies.instead({ ...call, ...change }, open, true)).toBe(open);
  });

  it('is forgotten after a quarter of an hour', () => {
    vi.useFakeTimers();
    replies = new EarlierReplies();
    replies.remember(call, reply);
    vi.advanceTimersByTime(15 * 60_000 - 1_000);
    expect(replies.instead(call, open, true)).toMatchObject({ success: true });
    vi.advanceTimersByTime(2_000);
    expect(replies.instead(call, open, true)).toBe(open);
  });

  it('that is too large is not kept', () => {
    const large = { ...call, input: 'large' };
    replies.remember(large, { ...reply, output: { text: 'x'.repeat(600_000) } });
    expect(replies.instead(large, open, true)).toBe(open);
  });
});
