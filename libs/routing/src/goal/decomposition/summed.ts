import type { DecompositionRule } from './decomposition.ts';
import { listedNames } from './names.ts';

const total =
  /,? ?\b(?:together|in all(?! (?:the|of|its|our|their|these|those|two|three|four|five|six|\p{N}))|in total|altogether|combined|taken together|all together)\b,?/iu;
const asks = /^(?:how (?:many|much|long|high|far|heavy|old)|what)\b/i;
const numbered = /(\p{L}+?)s (\p{N}+(?:, \p{N}+){0,8},? and \p{N}+)/u;
const dated = /\b(in|on|at|for) (\p{N}+(?:, \p{N}+){0,8},? and (?:\1 )?\p{N}+)/iu;
const counted =
  /^(how (?:many|much) )(\p{Ll}+) and (\p{Ll}+)( (?:do|does|did|is|are|was|were|has|have|had|can)\b.{1,200})$/iu;
const doing =
  /^(.{1,200}?\b(?:do|does|did|can|have|has|are|is|were|was) )(.{1,200}?),? and (.{1,200}?)( \p{L}+)?$/iu;

const of = (things: readonly string[], text: (thing: string) => string) => ({
  operation: 'sum' as const,
  questions: things.map((thing) => ({ text: text(thing), thing })),
});

/** `How many X do A and B have together?` asks how many each has. */
export const summed: DecompositionRule = (question) => {
  if (!asks.test(question) || !total.test(question)) return undefined;
  const text = question.replace(total, '').trim();
  const rows = numbered.exec(text);
  if (rows !== null) {
    const [whole, noun = '', numbers = ''] = rows;
    const things = numbers.split(/,? and |, /).map((number) => `${noun} ${number}`);
    return of(things, (thing) => text.replace(whole, thing));
  }
  const times = dated.exec(text);
  if (times !== null) {
    const [whole, preposition = '', numbers = ''] = times;
    const things = numbers
      .split(/,? and |, /)
      .map((number) => `${preposition} ${number.replace(/^\p{L}+ /u, '')}`);
    return of(things, (thing) => text.replace(whole, thing));
  }
  const names = listedNames(text);
  if (names !== undefined) return of(names.items, (thing) => text.replace(names.whole, thing));
  const kinds = counted.exec(text);
  if (kinds !== null) {
    const [, how = '', one = '', other = '', rest = ''] = kinds;
    return of([one, other], (thing) => `${how}${thing}${rest}`);
  }
  const [, before = '', first = '', second = '', verb = ''] = doing.exec(text) ?? [];
  if (first === '') return undefined;
  return of([...first.split(', '), second], (thing) => `${before}${thing}${verb}`);
};
