import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { phone } from './phone.ts';

describe('phone numbers', () => {
  it.each([
    ['ring (201) 555-0123 today', '(201) 555-0123'],
    ['201-555-0123', '201-555-0123'],
    ['1-800-555-0199 x42', '1-800-555-0199 x42'],
    ['+47 22 22 55 55', '+47 22 22 55 55'],
    ['+442071838750', '+442071838750'],
    ['Tlf: 22 22 55 55', '22 22 55 55'],
    ['phone 2015550123', '2015550123'],
    ['Telefon 030/901820', '030/901820'],
    ['056 590 36 33', '056 590 36 33'],
    ['+41 (0)44 668 18 00', '+41 (0)44 668 18 00'],
    ['+81 3-6384-9000', '+81 3-6384-9000'],
    ['+47 22 22 55 55 12', '+47 22 22 55 55'],
    ['nobody is answering at 78 651 450', '78 651 450'],
    ['电话 139 1099 8888', '139 1099 8888'],
  ])('are found in: %s', (text, value) => expect(found(phone, text)).toContain(value));

  it.each([
    '2015550123',
    '101-555-0123',
    '911-555-0123',
    '201-111-0123',
    '201-555-01234',
    '+999 22 22 55 55',
    '+47 2',
    '+4712345678901',
    'the numbers 12 34 and 56 78 90 were drawn in the evening of 1999',
    'issue 22 22 55 55',
    'call on 2024-05-17',
    'tel 42',
    'it took 1000 200 300 ms',
  ])('are not seen in: %s', (text) => expect(found(phone, text)).toEqual([]));

  it('are surer when words announce them', () => {
    const confidence = (text: string) => [...phone.detect(text)][0]?.confidence;
    expect(confidence('phone: 201-555-0123')).toBeGreaterThan(confidence('201-555-0123') ?? 1);
  });
});
