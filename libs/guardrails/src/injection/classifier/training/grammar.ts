import type { Random } from './random.ts';

/** Alternatives by name, see `data/injection/slots.txt`. */
export type Slots = ReadonlyMap<string, readonly string[]>;

const alternativesIn = (text: string): readonly string[] =>
  text.split('|').map((part) => part.replace(/^ | $/g, ''));

/** A definition such as `@name = one | two`, or undefined when a line is none. */
export const slotOf = (line: string): readonly [string, readonly string[]] | undefined => {
  const match = /^@(\w+) = (.*)$/.exec(line);
  return match === null ? undefined : [match[1] ?? '', alternativesIn(match[2] ?? '')];
};

const choose = (alternatives: readonly string[], random: Random): string =>
  alternatives[random.below(alternatives.length)] ?? '';

/**
 * A text that a line of the grammar stands for, by chance.
 */
export const expand = (line: string, slots: Slots, random: Random): string => {
  let text = line;
  // Innermost choices first, so that they may stand inside of each other and hold slots.
  for (let rounds = 0; /[{<]/.test(text) && rounds < 8; rounds += 1)
    text = text
      .replaceAll(/\{([^{}]*\|[^{}]*)\}/g, (_, inner: string) => choose(inner.split('|'), random))
      .replaceAll(/<([a-z]+)>/g, (whole, name: string) => {
        const alternatives = slots.get(name);
        if (alternatives === undefined) return whole;
        return choose(alternatives, random);
      });
  return text
    .replaceAll('\\n', '\n')
    .replaceAll(/ +([,.])/g, '$1')
    .trim();
};
