import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents } from './read-events.ts';

const read = async (text: string, cuts: readonly number[] = []): Promise<unknown[]> => {
  const bytes = Buffer.from(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  const body = async function* () {
    for (const [at, place] of places.entries()) yield bytes.subarray(place, places[at + 1]);
  };
  const events: unknown[] = [];
  for await (const event of readEvents(body())) events.push(event);
  return events;
};

describe('server-sent events', () => {
  it('are read wherever the bytes are cut', async () => {
    const text =
      ': hello\n\nevent: token\ndata: {"text":"Å 😀"}\n\nid: 7\r\ndata: a\r\ndata:b\r\n\r\nevent: cut\ndata: x';
    const whole = [
      { event: 'token', data: '{"text":"Å 😀"}' },
      { event: 'message', data: 'a\nb' },
    ];
    expect(await read(text)).toEqual(whole);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(200), { maxLength: 8 }), async (cuts) => {
        expect(await read(text, cuts)).toEqual(whole);
      }),
      { numRuns: 100 },
    );
  });

  it('are the same however their bytes are cut, whatever stands in them', async () => {
    const part = fc.constantFrom('\r', '\n', '\r\n', 'data: ', 'data:a', 'event: b', ':', 'Å', '😀');
    const cuts = fc.array(fc.nat(200), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 24 }), cuts, async (parts, places) => {
        const text = parts.join('');
        const whole = text.replaceAll(/\r\n?/g, '\n');
        expect(await read(text, places)).toEqual(await read(whole));
      }),
      { numRuns: 300 },
    );
  });

  it('without data are none', async () => expect(await read('event: ping\n\n: comment\n\n')).toEqual([]));
});
