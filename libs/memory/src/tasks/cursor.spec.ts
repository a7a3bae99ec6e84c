import { InvalidRequestError } from '@octollm/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

const times = fc.date({
  min: new Date(0),
  max: new Date('2286-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('the cursor', () => {
  it('comes back as it went out, for every time and every id', () => {
    fc.assert(
      fc.property(times, fc.uuid(), (createdAt, id) => {
        expect(decodeCursor(encodeCursor({ createdAt, id }))).toEqual({ createdAt, id });
      }),
    );
  });

  it('needs no escaping in a URL and fits the contract', () => {
    fc.assert(
      fc.property(times, fc.uuid(), (createdAt, id) => {
        expect(encodeCursor({ createdAt, id })).toMatch(/^[\w-]{1,512}$/);
      }),
    );
  });

  it('is refused, with the field that is wrong, when it is any other text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const error = errorOf(() => decodeCursor(text));
        expect(error).toBeInstanceOf(InvalidRequestError);
        expect(error).toMatchObject({ errors: [{ pointer: '/cursor' }] });
      }),
    );
  });

  it.each(['9'.repeat(14), '-1', '1e3', ' 1', '1.5'])('is refused with %s for a time', (time) => {
    const text = Buffer.from(`${time}_01890a5d-ac96-774b-bcce-b302099a8057`).toString('base64url');
    expect(() => decodeCursor(text)).toThrow(InvalidRequestError);
  });
});

const errorOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};
