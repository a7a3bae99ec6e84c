import { describe, expect, it } from 'vitest';
import { scan } from './scan.ts';
import { screen } from './screen.ts';
import { identifyingTypes, redactedTypes } from './types-of-detectors.ts';

const text =
  'Marta Lindqvist from Estonia, aged 45, lives at 14 Crown Street. Her page is https://example.com/';

describe('what becomes of personal data by default', () => {
  it('is that names, addresses and what surrounds them are recorded and left in place', () => {
    const { decision, findings, sanitized_text } = screen(text, ['pii']);
    expect(findings.map(({ type }) => type)).toEqual(['person', 'location', 'age', 'street_address', 'url']);
    expect(decision).toBe('allow');
    expect(sanitized_text).toBe(text);
  });

  it('tells what points at somebody from what does so only together with more', () => {
    const identifying = scan(text, ['pii']).filter(({ type }) => identifyingTypes.has(type));
    expect(identifying.map(({ type }) => type)).toEqual(['person', 'street_address']);
  });

  it('hides cards, social security numbers and secrets alone', () => {
    expect([...redactedTypes].filter((type) => identifyingTypes.has(type))).toEqual([
      'payment_card',
      'us_ssn',
    ]);
  });
});
