import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SseEventTooLongError, SseParser } from './sse-parser.ts';

/** The data of the events in some bytes, given to the parser in pieces that end at the cuts. */
const parse = (bytes: Buffer | string, cuts: readonly number[] = [], maxBytes?: number): string[] => {
  const whole = Buffer.from(bytes);
  const found: string[] = [];
  const parser = new SseParser((data) => found.push(data.toString()), maxBytes);
  const ends = [...cuts, whole.length].map((cut) => Math.min(cut, whole.length)).toSorted((a, b) => a - b);
  let at = 0;
  for (const end of ends) {
    parser.push(whole.subarray(at, end));
    at = end;
  }
  parser.end();
  return found;
};

describe('server-sent events', () => {
  it('are the data between empty lines', () => {
    expect(parse('data: a\n\ndata:b\n\ndata:  c\n\n')).toEqual(['a', 'b', ' c']);
  });

  it('may have data of several lines, and data without a value', () => {
    expect(parse('data: {\ndata: }\n\ndata\n\n')).toEqual(['{\n}', '']);
  });

  it('are told from comments and other fields', () => {
    expect(parse(': ping\n\nevent: x\nid: 1\ndatas: no\nretry: 5\ndata: yes\n\n: end\n\n')).toEqual(['yes']);
  });

  it('may begin with a byte order mark', () => {
    expect(parse('\uFEFFdata: a\n\n')).toEqual(['a']);
  });

  it('count when the stream ends before their empty line', () => {
    expect(parse('data: a\n\ndata: [DONE]')).toEqual(['a', '[DONE]']);
    expect(parse('data: a\ndata: b\n')).toEqual(['a\nb']);
  });

  it.each(['\n', '\r', '\r\n'])(
    'are the same with %j at the ends of lines, wherever the bytes are cut',
    (end) => {
      const line = fc.oneof(
        fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, '')),
        fc.constantFrom('{"a":"ä€😀"}', '[DONE]', ''),
      );
      fc.assert(
        fc.property(
          fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
          fc.array(fc.nat(400), { maxLength: 12 }),
          (events, cuts) => {
            const text = events
              .map((lines) => `: note${end}${lines.map((data) => `data: ${data}${end}`).join('')}${end}`)
              .join('');
            const whole = events.map((lines) => lines.join('\n'));
            expect(parse(text, cuts)).toEqual(whole);
            expect(
              parse(
                text,
                Array.from({ length: text.length * 4 }, (_, at) => at),
              ),
            ).toEqual(whole);
          },
        ),
      );
    },
  );

  it('are refused when one is longer than may be kept, in one line or in many, and not for their number', () => {
    expect(() => parse(`data: ${'x'.repeat(200)}`, [], 100)).toThrow(SseEventTooLongError);
    expect(() => parse('data: xxxxx\n'.repeat(40), [], 100)).toThrow(SseEventTooLongError);
    expect(() => parse(Buffer.alloc(200, 'y'), [50, 100, 150], 100)).toThrow(SseEventTooLongError);
    expect(parse('data: xxxxx\n\n'.repeat(40), [], 100)).toHaveLength(40);
    expect(parse(`: ${'c'.repeat(60)}\n`.repeat(40), [7, 99], 100)).toEqual([]);
  });

  it('cost work in proportion to their bytes when each byte comes alone', () => {
    const long = `data: ${'x'.repeat(400_000)}\n\n`;
    expect(
      parse(
        long,
        Array.from({ length: long.length }, (_, at) => at),
      )[0],
    ).toHaveLength(400_000);
  });
});
