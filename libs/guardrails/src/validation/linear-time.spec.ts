import { Sink } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { detectContent } from '../content/detect-content.ts';
import { createStreamGuard } from '../stream/stream-guard.ts';
import { validateInput } from './validate-input.ts';

const length = 40_000;
const fill = (unit: string): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
const prose = fill('The ferry to Moss leaves at 10:15 and costs 42 kroner, says jo@example.com. ');

/** The shorter time of two runs, or of one when it is below `enough` already. */
const fastest = (run: () => unknown, enough = 0): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let times = 0; times < 2 && best >= enough; times += 1) {
    const started = performance.now();
    run();
    best = Math.min(best, performance.now() - started);
  }
  return best;
};

const stream = (text: string): void => {
  const guard = createStreamGuard({ checks: ['pii', 'secrets', 'content', 'policy'] });
  for (let from = 0; from < text.length; from += 40) guard.push(text.slice(from, from + 40));
  guard.end();
};
const validate = (text: string): void => {
  for (const sink of Sink.options) validateInput(text, { sink, level: 'strict' });
};

const nasty = [
  '%',
  '%25',
  '%2525',
  '%41',
  '%c0',
  '%u0041',
  '&',
  '&#38;',
  '&amp;',
  '\\',
  '\\x5c',
  '\\u005c',
  'QUFB',
  'QUFBQUFBQUFBQUFBQUFB ',
  '\uff05\uff12\uff15',
  ';',
  '; ',
  '| ',
  '`',
  '$(',
  '()',
  './',
  '../',
  '..\\',
  '..',
  '/',
  'a/',
  '~/',
  "'",
  "' or ",
  '1 or ',
  'union ',
  'union/**/',
  '/*',
  '; drop ',
  '{{',
  '${',
  '<',
  '< ',
  '<a ',
  ' on',
  'javascript',
  'j a v a ',
  'http:',
  'a:/',
  '@',
  '\0',
  '\r\n',
  'bomb ',
  'how to make a bomb ',
  'how to ',
  'child ',
  'porn',
  'make',
  'b0mb',
  'kill myself. ',
  '炸弹',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY-----\n-----END ',
  '1111 ',
  '4111 1111 1111 1111',
  'password=',
  'password: Zx81qq7Lm! ',
  '\ud83d',
];

describe('the time of a text of one repeated unit is that of prose within a factor', () => {
  // What is quadratic takes thousands of times longer.
  const readers = [validate, detectContent, stream].map((read) => {
    const ofProse = fastest(() => read(prose));
    return { read, bound: 200 * Math.max(1, ofProse) };
  });

  it.each(nasty)(
    'for %j',
    (unit) => {
      const text = fill(unit);
      for (const { read, bound } of readers) {
        const ofText = fastest(() => read(text), bound);
        expect(ofText).toBeLessThan(bound);
      }
    },
    60_000,
  );
});
