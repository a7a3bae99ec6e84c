import { describe, expect, it } from 'vitest';
import { Cacheable } from './cacheable.ts';

const ssn = (text: string): boolean => /\b\d{3}-\d{2}-\d{4}\b/.test(text);
const card = (text: string): boolean => /\b4111111111111111\b/.test(text);

describe('what may be cached', () => {
  it('is a text without personal data', () => {
    expect(Cacheable.is(Cacheable.screen('The tower has 330 metres.', ssn))).toBe(true);
    expect(Cacheable.is(Cacheable.screen('It is 219-09-9999.', ssn))).toBe(false);
  });

  it.each<[string, unknown]>([
    ['after an escaped line break', { content: 'Number:\n219-09-9999' }],
    ['in a name', { choices: [{ '219-09-9999': 1 }] }],
    [
      'in the arguments of a tool call, which are JSON in JSON',
      { arguments: '{"a":"Number:\\n219-09-9999"}' },
    ],
    ['in JSON in JSON in JSON', { a: JSON.stringify({ b: JSON.stringify(['\n219-09-9999']) }) }],
  ])('is no JSON with personal data %s', (_, value) => {
    expect(Cacheable.is(Cacheable.screenJson(value, ssn))).toBe(false);
  });

  it('is no JSON with personal data as a number', () => {
    expect(Cacheable.is(Cacheable.screenJson({ pan: 4111111111111111 }, card))).toBe(false);
  });

  it('is still the answer when it is refused', () => {
    const value = { content: '219-09-9999' };
    expect(JSON.parse(Buffer.from(Cacheable.screenJson(value, ssn).bytes).toString())).toEqual(value);
  });

  it('cannot be forged', () => {
    const forged = { bytes: new Uint8Array() };
    // @ts-expect-error only screening makes one
    const value: Cacheable = forged;
    expect(Cacheable.is(value)).toBe(false);
  });
});
