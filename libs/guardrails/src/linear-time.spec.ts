import { describe, expect, it } from 'vitest';
import { screen } from './screen.ts';

const length = 100_000;
const fill = (unit: string): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const fastest = (run: () => unknown): number => {
  const times = Array.from({ length: 3 }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return Math.min(...times);
};

const nasty = [
  'a',
  '1',
  ' ',
  '@',
  '-',
  '.',
  '=',
  '"',
  '\n',
  'a@',
  '@a',
  'a.',
  'a@a',
  'a@a.',
  `${'a'.repeat(64)}@`,
  `@${'a.'.repeat(127)}`,
  '1 ',
  '1-',
  '1111 ',
  '4111 ',
  '4111 1111 1111 1112 ',
  '4',
  '12 ',
  '1.',
  '123-45-',
  '123-45-678',
  'ssn ',
  'social security ',
  'GB82',
  'GB82 ',
  'DE89 3704 ',
  'AKIA',
  'AKIAAAAAAAAAAAAAAAA',
  'ghp_',
  'github_pat_',
  'sk-',
  'sk_live_',
  'whsec_',
  'octollm_live_',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY-----!',
  '-----BEGIN ',
  'A A A PRIVATE KEY',
  '-----END ',
  '-----BEGIN PRIVATE KEY-----\n-----END ',
  'eyJ',
  'eyJaaaaaaaa.',
  'eyJaaaaaaaa.a!',
  ' eyJaaaaaaaa.aa.',
  'password',
  'password=',
  'password: ',
  "password='",
  'bearer ',
  'api_key=Aa1!Aa1!',
  '[credential]',
  '\ud83d',
  'é',
];

describe('the time a text takes', () => {
  const prose = fill('The ferry to Moss leaves at 10:15 and costs 42 kroner, says jo@example.com. ');
  const baseline = Math.max(
    fastest(() => screen(prose, ['pii', 'secrets'])),
    1,
  );

  it.each(nasty)('is that of prose within a factor, also for 100,000 characters of %j', (unit) => {
    // A quadratic detector takes thousands of times longer.
    expect(fastest(() => screen(fill(unit), ['pii', 'secrets'])) / baseline).toBeLessThan(30);
  });
});
