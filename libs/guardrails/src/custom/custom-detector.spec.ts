import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { screen } from '../screen.ts';
import { customDetector } from './custom-detector.ts';
import { CustomTypeError } from './custom-type-error.ts';

describe('a type of the caller', () => {
  it('finds words as they are, whatever their case, the longest first', () => {
    const project = customDetector({ name: 'project', words: ['Blue', 'blue heron', 'c++ (x)'] });
    expect(found(project, 'The BLUE HERON and blue, but bluest; C++ (x).')).toEqual([
      'BLUE HERON',
      'blue',
      'C++ (x)',
    ]);
  });

  it('finds patterns of digits, letters and literals', () => {
    const badge = customDetector({ name: 'badge', patterns: [String.raw`EMP-#{4}-@*\#`] });
    expect(found(badge, 'emp-1234-xa# EMP-123-xa# XEMP-1234-xa#')).toEqual(['emp-1234-xa#']);
  });

  it('waits for the words that announce it', () => {
    const badge = customDetector({ name: 'badge', patterns: ['#{6}'], announcedBy: ['badge'] });
    expect(found(badge, 'order 123456, badge 654321')).toEqual(['654321']);
  });

  it('is redacted when it says so', () => {
    const custom = [customDetector({ name: 'badge', patterns: ['#{6}'], redacted: true })];
    expect(screen('badge 654321', ['pii'], { custom }).sanitized_text).toBe('badge [badge]');
  });

  it.each([
    { name: 'Bad name', words: ['x'] },
    { name: 'nothing' },
    { name: 'empty', words: [' '] },
    { name: 'long', patterns: ['#{65}'] },
    { name: 'regex', patterns: ['(a+)+{'] },
    { name: 'none', patterns: [''] },
    { name: 'many', patterns: Array.from({ length: 21 }, () => '#') },
  ])('is refused when it is not well formed: %#', (type) => {
    expect(() => customDetector(type)).toThrow(CustomTypeError);
  });

  it('takes signs of regular expressions literally', () => {
    expect(found(customDetector({ name: 'x', patterns: ['(a+)+$'] }), 'aaaa (a+)+$ ')).toEqual(['(a+)+$']);
  });
});
