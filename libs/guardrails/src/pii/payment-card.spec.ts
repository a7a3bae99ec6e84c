import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { hasLuhnCheckDigit } from './luhn.ts';
import { paymentCard } from './payment-card.ts';

describe('payment card numbers', () => {
  // Numbers that the networks publish for tests.
  it.each([
    '4111111111111111',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '4111\u00a01111\u00a01111\u00a01111',
    '4222222222222',
    '5555555555554444',
    '2223003122003222',
    '378282246310005',
    '3782 822463 10005',
    '6011111111111117',
    '3056 930902 5904',
    '3530111333300000',
    '6200000000000005',
    '6759649826438453',
    '2200000000000053',
    '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
    '4111 1111-1111 1111',
    '4111 - 1111 - 1111 - 1111',
    '4111\u20141111\u20141111\u20141111',
    '4111\u22121111\u22121111\u22121111',
    '4111\u20071111\u20071111\u20071111',
    '4111/1111/1111/1111',
    '4111_1111_1111_1111',
    '4111.1111.1111.1111',
    '4111\u00b71111\u00b71111\u00b71111',
    '4111  1111  1111  1111',
    '4111\t1111\t1111\t1111',
    '4111\n1111\n1111\n1111',
    '4111&nbsp;1111&nbsp;1111&nbsp;1111',
    '4111%201111%201111%201111',
    '4111 **1111** 1111 1111',
    '411-111-111-111-1111',
    '41-11-11-11-11-11-11-11',
    '37.82.82.24.63.10.00.5',
  ])('are found: %s', (card) => {
    for (const text of [card, `Card: ${card}.`, `42,${card},12/27`, `(${card})`, `order 12 ${card} 7`])
      expect(found(paymentCard, text)).toContain(card);
  });

  it.each([
    ['a check digit that is wrong', '4111 1111 1111 1112'],
    ['a beginning that no network has', '9111111111111111'],
    ['a length that the network does not have', '51000000000000008'],
    ['a longer number', '14111111111111111'],
    ['letters around a length that few cards have', 'a4222222222222b'],
    ['letters before it and no known network', 'card x9111111111111110'],
    ['a longer separator', '4111    1111    1111    1111'],
    ['two pairs more', '41 11 11 11 11 11 11 11 11 11'],
    ['pairs with different separators', '41.11 11.11 11.11 11.11'],
    ['columns of single digits', '4\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n7\n7\n7\n7'],
    ['a decimal fraction', '0.4111111111111111'],
    ['groups of other lengths', '41 1 1 111 1 1 11111 11'],
    ['zeros', '0000000000000000'],
  ])('are not seen in what has %s', (_what, text) => expect(found(paymentCard, text)).toEqual([]));

  it.each(['x4111111111111111', 'card_4111111111111111', '4111111111111111USD', '4111111111111111.5'])(
    'are found beside letters and fractions: %s',
    (text) => expect(found(paymentCard, text)).toEqual(['4111111111111111']),
  );

  it('are found without a known network when words announce a card and the check digit is right', () => {
    expect(found(paymentCard, 'my card 9111111111111111')).toEqual([]);
    expect(found(paymentCard, 'my card 9111111111111110')).toEqual(['9111111111111110']);
    expect(found(paymentCard, 'my parcel 9111111111111110')).toEqual([]);
  });

  it('have a check digit that any changed digit breaks', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 19 });
    fc.assert(
      fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (numbers, at, by) => {
        const index = at % numbers.length;
        const changed = numbers.map((digit, i) => (i === index ? (digit + by) % 10 : digit));
        expect(hasLuhnCheckDigit(numbers.join('')) && hasLuhnCheckDigit(changed.join(''))).toBe(false);
      }),
    );
    expect(hasLuhnCheckDigit('79927398713')).toBe(true);
    expect(hasLuhnCheckDigit('')).toBe(false);
  });
});
