import { describe, expect, it } from 'vitest';
import { roles } from '../lexicon/roles.ts';
import { surveyOf } from './survey.ts';

const pairs = (text: string, offsets: readonly number[]): readonly string[] =>
  offsets.flatMap((start, index) => (index % 2 === 0 ? [text.slice(start, offsets[index + 1])] : []));

const wordsOf = (text: string): readonly string[] => {
  const { words } = surveyOf(text);
  return words.flatMap((start, index) => (index % 3 === 0 ? [text.slice(start, words[index + 1])] : []));
};

describe('the survey of a text', () => {
  it('lists the runs of digits', () => {
    const text = '12 a34b +5';
    expect(pairs(text, surveyOf(text).digits)).toEqual(['12', '34', '5']);
  });

  it('lists the runs of letters and digits that hold a digit or are long', () => {
    const text = `plain x1y2 7 ${'k'.repeat(20)} é9 end`;
    expect(pairs(text, surveyOf(text).tokens)).toEqual(['x1y2', '7', 'k'.repeat(20), '9']);
  });

  it('lists the words that are capitalised or have a role, whatever their case and marks', () => {
    expect(wordsOf('the Qwxyz came by Þórsgata with zoltan and ZOLTÁN')).toEqual([
      'Qwxyz',
      'by',
      'Þórsgata',
      'with',
      'zoltan',
      'ZOLTÁN',
    ]);
  });

  it('takes each sign of a script without spaces for a word', () => {
    const { roles: found } = surveyOf('我的电话是');
    expect(found & roles.phone).not.toBe(0);
  });

  it('does not take a word with marks for the ordinary word that it folds to', () => {
    expect(surveyOf('Basic').roles & roles.common).not.toBe(0);
    expect(surveyOf('Bašić').roles & roles.common).toBe(0);
  });

  it('tells disguised characters', () => {
    expect(surveyOf('4111').isDisguised).toBe(false);
    for (const text of ['\uff14111', '4\u200b111', '\u0664', '\u{1d7d2}'])
      expect(surveyOf(text).isDisguised).toBe(true);
  });

  it('is empty for an empty text', () => {
    expect(surveyOf('')).toEqual({ digits: [], tokens: [], words: [], roles: 0, isDisguised: false });
  });
});
