import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customDetector } from './custom/custom-detector.ts';
import { readPolicy } from './policy/read-policy.ts';
import { Screening, type ScreeningOptions } from './screening.ts';

const policy = readPolicy(`rules:
  - id: codename
    when: { contains: [project falcon] }
    action: redact
`);
const badge = customDetector({ name: 'badge', patterns: ['EMP-####'], redacted: true });

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '4111 1111 1111 1111',
        '123-45-6789',
        'jo@example.com',
        'Anna Smith',
        '+44 20 7946 0958',
      ),
      fc.constantFrom('password: x7Gq!92kLm', 'project falcon', 'EMP-1234', '10.1.2.3', ' ', ', ', '\u200b'),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(' '));

const cases: readonly (readonly [string, ScreeningOptions])[] = [
  ['by the default policy', {}],
  ['towards others', { destination: 'external' }],
  ['by a policy and a type of its own', { policy, custom: [badge] }],
  ['by types', { redactedTypes: new Set(['email', 'person', 'badge']), custom: [badge] }],
];

describe('what is to be hidden', () => {
  it.each(cases)('is found %s without looking for the rest', (_, options) => {
    const screening = new Screening(['pii', 'secrets', 'policy'], options);
    fc.assert(
      fc.property(text, (read) => {
        expect(screening.hiddenIn(read)).toEqual(screening.hidden(screening.find(read)));
      }),
    );
  });
});
