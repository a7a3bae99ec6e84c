import { globSync, readFileSync } from 'node:fs';
import { parse } from '@babel/parser';
import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { wordPattern } from './content/word-pattern.ts';
import { validationRules } from './validation/rules/rules.ts';

const here = import.meta.dirname;

interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** The literals of a file. */
const literalsOf = (file: string): readonly Pattern[] =>
  (
    parse(readFileSync(`${here}/${file}`, 'utf8'), {
      sourceType: 'module',
      plugins: ['typescript'],
      tokens: true,
    }).tokens ?? []
  )
    .filter((token: { type: { label: string } }) => token.type.label === 'regexp')
    .map(({ value }: { value: { pattern: string; flags: string } }) => ({
      source: value.pattern,
      flags: value.flags,
    }));

const files = globSync('{content,custom,layers,policy,stream,validation}/**/*.ts', { cwd: here })
  .filter((file) => !/\.(?:spec|fixture)\.ts$/.test(file))
  .map((file) => ({ file, patterns: literalsOf(file) }))
  .filter(({ patterns }) => patterns.length > 0);

/** Without escaped characters and classes, in which the signs of repetition mean themselves. */
const repetitionsOf = (source: string): string => source.replaceAll(/\\.|\[(?:[^\]\\]|\\.)*\]/g, '');

/**
 * Whether the time of a pattern is linear: nobody finds a text for which it is not, or it repeats nothing without a
 * bound, so that what it costs at one character does not grow with the text.
 */
const checkLinear = ({ source, flags }: Pattern): boolean => {
  const diagnostics = checkSync(source, flags, { timeout: 60_000, randomSeed: 0 });
  if (diagnostics.status === 'safe') return true;
  if (diagnostics.status === 'vulnerable' && diagnostics.complexity.type === 'exponential') return false;
  return !/[*+]|\{\d+,\}/.test(repetitionsOf(source));
};

/** Most patterns of rules are also literals of a file; to check one again takes seconds and finds the same. */
const checked = new Map<string, boolean>();
const isLinear = ({ source, flags }: Pattern): boolean => {
  const literal = `/${source}/${flags}`;
  const verdict = checked.get(literal) ?? checkLinear({ source, flags });
  checked.set(literal, verdict);
  return verdict;
};

const notLinear = (patterns: readonly Pattern[]): readonly string[] =>
  patterns.filter((pattern) => !isLinear(pattern)).map(({ source }) => source);

const timeout = 300_000;

describe('the regular expressions', () => {
  it.each(files)(
    'of $file are linear',
    ({ patterns }) => {
      expect(notLinear(patterns)).toEqual([]);
    },
    timeout,
  );

  it.each(validationRules)(
    'of the rule $id are linear',
    ({ pattern }) => {
      expect(notLinear([pattern])).toEqual([]);
    },
    timeout,
  );

  it(
    'that are made of lists of words are linear',
    () => {
      // Each kind of entry once: recheck takes a minute for longer lists, which only repeat them.
      const words = ['pipe bomb', 'porno*', '炸弹'];
      expect(notLinear([new RegExp(wordPattern(words))])).toEqual([]);
    },
    timeout,
  );

  it('would be told apart from one that is not', () => {
    expect(notLinear([/(?:a|a)*$/, /\s+$/, /^(a+)+$/])).toHaveLength(3);
  });
});
