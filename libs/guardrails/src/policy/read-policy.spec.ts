import { describe, expect, it } from 'vitest';
import { screen } from '../screen.ts';
import { defaultPolicy } from './default-policy.ts';
import { PolicyError } from './policy-error.ts';
import { readPolicy } from './read-policy.ts';

describe('a policy in YAML', () => {
  it('is the default without rules', () => {
    expect(readPolicy(undefined)).toBe(defaultPolicy);
  });

  it('puts its rules before those of the default, or in the place of one with the same id', () => {
    const policy = readPolicy(`
      rules:
        - id: no_mail
          description: Addresses do not leave the house.
          when: { type: email }
          action: redact
        - id: block_injection
          when: { check: injection, severity_at_least: critical }
          action: block
    `);
    expect(screen('Write to jo@example.com.', ['pii'], { policy }).sanitized_text).toBe('Write to [email].');
    expect(policy.document.rules.filter(({ id }) => id === 'block_injection')).toHaveLength(1);
  });

  it.each([
    ['rules: [{ id: a, action: ', /not valid YAML.* line 1/s],
    ['rules: [{ id: a, action: explode }]', /Rule a, field action/],
    ['just a text', /The policy/],
  ])('that is not well formed says what is wrong: %s', (yaml, message) => {
    expect(() => readPolicy(yaml)).toThrow(PolicyError);
    expect(() => readPolicy(yaml)).toThrow(message);
  });
});
