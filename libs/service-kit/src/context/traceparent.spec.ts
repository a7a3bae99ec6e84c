import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentSpan, formatTraceparent, parseTraceparent } from './traceparent.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';
const hex = (length: number) =>
  fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`)).filter((text) => !/^0+$/.test(text));

describe('a traceparent', () => {
  it('is read with its sampling flag', () => {
    expect(parseTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId, sampled: true });
    expect(parseTraceparent(`00-${traceId}-${spanId}-00`)).toEqual({ traceId, spanId, sampled: false });
    expect(parseTraceparent(`00-${traceId}-${spanId}-03`)?.sampled).toBe(true);
    expect(parseTraceparent(`00-${traceId}-${spanId}-02`)?.sampled).toBe(false);
  });

  it.each([
    undefined,
    '',
    'nonsense',
    `00-${traceId}-${spanId}`,
    `00-${traceId}-${spanId}-1`,
    `00-${traceId}-${spanId}-01-more`,
    `00-${traceId}-${spanId}-01 `,
    `ff-${traceId}-${spanId}-01`,
    `0-${traceId}-${spanId}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `01-${traceId}-${spanId}-01x`,
  ])('is not read from %j', (header) => {
    expect(parseTraceparent(header)).toBeUndefined();
  });

  it.each([`01-${traceId}-${spanId}-01`, `cc-${traceId}-${spanId}-01-what-the-future-adds`])(
    'is read from a later version as far as it is known: %s',
    (header) => {
      expect(parseTraceparent(header)).toEqual({ traceId, spanId, sampled: true });
    },
  );

  it('is read as it was written', () => {
    fc.assert(
      fc.property(hex(32), hex(16), fc.boolean(), (trace, span, sampled) => {
        const context = { traceId: trace, spanId: span, sampled };
        expect(parseTraceparent(formatTraceparent(context))).toEqual(context);
      }),
    );
  });
});

describe('the span of a request', () => {
  it('stays in the trace of its parent under a new id', () => {
    const span = currentSpan({ traceId, spanId, sampled: false });
    expect(span).toMatchObject({ traceId, sampled: false });
    expect(span.spanId).toMatch(/^[0-9a-f]{16}$/);
    expect(span.spanId).not.toBe(spanId);
  });

  it('begins a trace of its own without a parent', () => {
    const [one, other] = [currentSpan(undefined), currentSpan(undefined)];
    expect(parseTraceparent(formatTraceparent(one))).toEqual(one);
    expect(one.traceId).not.toBe(other.traceId);
  });
});
