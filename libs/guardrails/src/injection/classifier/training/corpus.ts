import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Origin } from '../../injection-signal.ts';
import { expand, slotOf } from './grammar.ts';
import { Random } from './random.ts';

/** What a line of the data is: see the files in `data/injection`. */
const kinds = ['attack', 'benign', 'hijack', 'passage'] as const;
type Kind = (typeof kinds)[number];

/** A text to learn from. */
export interface Sample {
  readonly text: string;
  readonly isAttack: boolean;
  /** The line that it was made of: all texts of a line are learned from, or none. */
  readonly group: number;
}

interface Line {
  readonly kind: Kind;
  readonly texts: readonly string[];
}

export const dataFolder = join(import.meta.dirname, '../../../../data/injection');

const files = [
  'slots.txt',
  'attacks.txt',
  'attacks-by-hand.txt',
  'attacks-languages.txt',
  'attacks-more.txt',
  'attacks-german.txt',
  'attacks-wide.txt',
  'attacks-tongues.txt',
  'benign.txt',
  'benign-by-hand.txt',
  'benign-languages.txt',
  'benign-triggers.txt',
  'benign-security.txt',
  'benign-more.txt',
  'benign-wide.txt',
  'benign-reports.txt',
  'hijacks.txt',
  'passages.txt',
  'passages-more.txt',
  'passages-documents.txt',
] as const;

const isKind = (name: string): name is Kind => kinds.some((kind) => kind === name);

/** Every line of the data with the texts that it stands for, in order. */
const readLines = (): readonly Line[] => {
  const slots = new Map<string, readonly string[]>();
  const random = new Random(20_240_229);
  const lines: Line[] = [];
  for (const file of files) {
    let [kind, count]: [Kind | undefined, number] = [undefined, 0];
    for (const line of readFileSync(join(dataFolder, file), 'utf8').split('\n')) {
      if (line === '' || line.startsWith('# ')) continue;
      const slot = slotOf(line);
      const section = /^> (\w+) (\d+)$/.exec(line);
      if (slot !== undefined) slots.set(...slot);
      else if (section !== null && isKind(section[1] ?? '')) {
        kind = section[1] as Kind;
        count = Number(section[2]);
      } else if (kind !== undefined) {
        const texts = Array.from({ length: count }, () => expand(line, slots, random));
        lines.push({ kind, texts: [...new Set(texts)] });
      }
    }
  }
  return lines;
};

const kindsFor: Readonly<
  Record<Origin, { readonly attacks: readonly Kind[]; readonly others: readonly Kind[] }>
> = {
  user: { attacks: ['attack'], others: ['benign', 'passage'] },
  // Whatever is asked of a model inside of a passage is an attack.
  content: { attacks: ['attack', 'hijack'], others: ['passage'] },
};

/** Lines are divided into as many folds, so that the texts of one are not judged by what was learned from them. */
export const folds = 3;
/** The most texts that are joined to a longer one. */
const mostJoined = 6;

/** A text between others of its fold that are harmless: long texts, of which one part at most is an attack. */
const joined = (sample: Sample, others: readonly Sample[], random: Random): Sample => {
  const around = Array.from(
    { length: 1 + random.below(mostJoined - 1) },
    () => others[random.below(others.length)]?.text ?? '',
  );
  const texts = [...around];
  texts.splice(random.below(texts.length + 1), 0, sample.text);
  return { ...sample, text: texts.join(random.below(2) === 0 ? ' ' : '\n') };
};

/** The texts to learn from for an origin, in a fixed order: all by themselves, and once more between others. */
export const corpusFor = (origin: Origin): readonly Sample[] => {
  const { attacks, others } = kindsFor[origin];
  const alone = readLines().flatMap(({ kind, texts }, group) => {
    const isAttack = attacks.includes(kind);
    return isAttack || others.includes(kind) ? texts.map((text) => ({ text, isAttack, group })) : [];
  });
  const random = new Random(7);
  const harmless = Array.from({ length: folds }, (_, fold) =>
    alone.filter(({ isAttack, group }) => !isAttack && group % folds === fold),
  );
  return [...alone, ...alone.map((sample) => joined(sample, harmless[sample.group % folds] ?? [], random))];
};
