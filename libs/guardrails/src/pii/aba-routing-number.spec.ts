import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { abaRoutingNumber } from './aba-routing-number.ts';

describe('ABA routing numbers', () => {
  it.each([
    ['Routing number: 021000021', '021000021'],
    ['ABA 011401533, account 7', '011401533'],
    ['wire to RTN 121000248', '121000248'],
  ])('are found in: %s', (text, value) => expect(found(abaRoutingNumber, text)).toEqual([value]));

  it.each([
    'Routing number: 021000022',
    'Routing number: 021000026',
    'Routing number: 991000021',
    'order 021000021',
    'routing 0210000210',
    'rerouting 021000021',
    'routing 000000000',
  ])('are not seen in: %s', (text) => expect(found(abaRoutingNumber, text)).toEqual([]));
});
