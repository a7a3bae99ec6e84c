import { describe, expect, it } from 'vitest';
import { pointersOf } from '../fixtures/requests.ts';
import { BreakerOrder, PauseOrder } from './holds.ts';

const reason = 'it answers nonsense';

describe.each([
  ['a breaker is held open', BreakerOrder, { state: 'open', reason }, 3_600],
  ['a tenant is paused', PauseOrder, { reason }, 86_400],
] as const)('%s', (_what, schema, order, most) => {
  it(`for 1 to ${most} seconds`, () => {
    for (const for_seconds of [1, most]) expect(pointersOf(schema, { ...order, for_seconds })).toEqual([]);
    for (const for_seconds of [0, most + 1, 1.5, '60', null])
      expect(pointersOf(schema, { ...order, for_seconds })).toEqual(['/for_seconds']);
  });

  it('for a reason of 1 to 500 characters, and with nothing else', () => {
    const whole = { ...order, for_seconds: 60 };
    expect(pointersOf(schema, { ...whole, reason: 'x'.repeat(500) })).toEqual([]);
    for (const wrong of ['x'.repeat(501), ' ', 7, undefined])
      expect(pointersOf(schema, { ...whole, reason: wrong })).toEqual(['/reason']);
    expect(pointersOf(schema, { ...whole, until: 'tomorrow' })).toEqual(['/until']);
  });
});

it('nobody holds a breaker closed', () => {
  expect(pointersOf(BreakerOrder, { state: 'closed', for_seconds: 60, reason })).toEqual(['/state']);
});
