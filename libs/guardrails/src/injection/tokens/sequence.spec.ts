import { describe, expect, it } from 'vitest';
import { matchSequence, parseSequence, SequenceError } from './sequence.ts';
import { tokenise } from './tokenise.ts';
import { Vocabulary } from './vocabulary.ts';

const vocabulary = new Vocabulary();
for (const [concept, words] of [
  ['DROP', ['drop', 'forget*']],
  ['OLD', ['old', 'previous']],
  ['MY', ['my']],
  ['RULE', ['rule', 'rules']],
] as const)
  for (const word of words) vocabulary.add(word, vocabulary.concept(concept));

const matched = (source: string, text: string): string | undefined => {
  const sequence = parseSequence(source, vocabulary);
  const tokens = tokenise(text, vocabulary);
  const at = tokens.findIndex(({ concepts }) => concepts.some((concept) => sequence.first.includes(concept)));
  const last = at < 0 ? undefined : matchSequence(tokens, at, sequence);
  return last === undefined ? undefined : text.slice(tokens[at]?.start, tokens[last]?.end);
};

describe('a sequence of words', () => {
  it('bridges as many other words as it says, and no more', () => {
    expect(matched('DROP ..2 RULE', 'drop all the rules')).toBe('drop all the rules');
    expect(matched('DROP ..2 RULE', 'drop all of the rules')).toBeUndefined();
    expect(matched('DROP RULE', 'drop rules')).toBe('drop rules');
    expect(matched('DROP RULE', 'drop the rules')).toBeUndefined();
  });

  it('finds a way when a word could stand for several of its steps', () => {
    expect(matched('DROP ..2 OLD ..1 RULE', 'drop old previous my rules')).toBe('drop old previous my rules');
  });

  it('does not bridge words that it excludes', () => {
    expect(matched('DROP ..2!MY RULE', 'drop the rules')).toBe('drop the rules');
    expect(matched('DROP ..2!MY RULE', 'drop my rules')).toBeUndefined();
  });

  it('crosses the end of a sentence to the next word only', () => {
    expect(matched('DROP ..3 RULE', 'drop. rules')).toBe('drop. rules');
    expect(matched('DROP ..3 RULE', 'drop it. The rules')).toBeUndefined();
    expect(matched('DROP ..3 RULE', 'drop it. rules')).toBeUndefined();
    expect(matched('DROP ..3 RULE', 'drop. The rules')).toBeUndefined();
  });

  it('begins a clause when it must', () => {
    expect(matched('^ DROP RULE', 'please drop rules')).toBeUndefined();
    for (const before of ['', 'hey, ', 'hey. ', 'hey\n', '"', '- '])
      expect(matched('^ DROP RULE', `${before}drop rules`)).toBe('drop rules');
  });

  it('takes words for themselves, and words by their beginning', () => {
    expect(matched('DROP ..1 the end', 'forgetting at the end')).toBe('forgetting at the end');
  });

  it('has words', () => {
    expect(() => parseSequence('^', vocabulary)).toThrow(SequenceError);
  });
});

describe('words', () => {
  it.each(['droprulesrules', 'dr0p rules', 'd r o p rules', 'drop-rules', 'DROP_RULES'.toLowerCase()])(
    'are read in: %s',
    (text) => {
      const rule = vocabulary.concept('RULE');
      expect(tokenise(text, vocabulary).some(({ concepts }) => concepts.includes(rule))).toBe(true);
      expect(matched('DROP RULE', text)).toMatch(/^d.*rules$|^droprules$/);
    },
  );

  it('that a sign joins are read apart when they are none together', () => {
    expect(matched('DROP RULE', 'drop!rules')).toBe('drop!rules');
  });
});
