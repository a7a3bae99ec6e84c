import { context, ROOT_CONTEXT, type SpanContext, TraceFlags, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { AlwaysOnSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inSpan } from './in-span.ts';

const parent = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const under = (flags: Pick<SpanContext, 'traceFlags' | 'isRemote'>) =>
  trace.setSpan(ROOT_CONTEXT, trace.wrapSpanContext({ ...parent, ...flags }));

beforeEach(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new TracerProvider({ sampler: new AlwaysOnSampler() }));
});
afterEach(() => {
  context.disable();
  trace.disable();
});

describe('work within a span', () => {
  it('has a span of its own, which is the active one', async () => {
    const around = under({ traceFlags: TraceFlags.SAMPLED });
    const span = await inSpan('work', {}, async (own) => [own, trace.getActiveSpan()], around);
    expect(span[0]).toBe(span[1]);
    expect(span[0]?.isRecording()).toBe(false);
    expect(span[0]?.spanContext()).toMatchObject({ traceId: parent.traceId, traceFlags: TraceFlags.SAMPLED });
    expect(span[0]?.spanContext().spanId).not.toBe(parent.spanId);
  });

  it('has none where nothing is recorded: the span around it is the active one', async () => {
    const around = under({ traceFlags: TraceFlags.NONE });
    const span = await inSpan('work', {}, async (own) => [own, trace.getActiveSpan()], around);
    expect(span.map((one) => one?.spanContext().spanId)).toEqual([parent.spanId, parent.spanId]);
  });

  it('is recorded when only another process did not record it and the sampler does not follow that', async () => {
    const around = under({ traceFlags: TraceFlags.NONE, isRemote: true });
    const recorded = await inSpan('work', {}, async (own) => own.isRecording(), around);
    expect(recorded).toBe(true);
  });

  it.each([TraceFlags.SAMPLED, TraceFlags.NONE])(
    'fails with its own error (flags %i)',
    async (traceFlags) => {
      const failing = inSpan(
        'work',
        {},
        () => Promise.reject(new TypeError('broken')),
        under({ traceFlags }),
      );
      await expect(failing).rejects.toThrow('broken');
    },
  );
});
