import { PlantedWorld } from '@octollm/judging';
import { chunks, figures, sentences, words } from '@octollm/text';
import { Dice } from './dice.ts';

/** A Markdown document by its title. */
export interface TitledDocument {
  readonly title: string;
  readonly text: string;
}

/** A sentence of a passage that says something by itself. */
interface Statement {
  readonly passage: string;
  readonly text: string;
}

const isPlain = (text: string): boolean =>
  /^\p{Lu}[^`|*[\]{}<>()"“”:]{40,220}\.$/u.test(text) &&
  !/^(?:It|They|This|That|These|Those|Its|Their|Both|Then|There|He|She)\b/.test(text);

const statementsOf = ({ text }: TitledDocument): Statement[] =>
  [...chunks(text, 'markdown')].flatMap(({ text: passage }) =>
    sentences(passage)
      .filter(({ kind, text: said }) => kind === 'sentence' && isPlain(said))
      .map((sentence) => ({ passage, text: sentence.text })),
  );

/** The same with another number in digits; undefined without one, or when the passage holds the other one, too. */
const withWrongFigure = ({ text, passage }: Statement): string | undefined => {
  const figure = figures(text).find(({ text: said, value }) => /^\d/.test(said) && Number.isInteger(value));
  const digits = figure === undefined ? undefined : /^\d+/.exec(figure.text)?.[0];
  if (figure === undefined || digits === undefined) return undefined;
  const other = String(Number(digits) + 7);
  if (passage.includes(other)) return undefined;
  return text.slice(0, figure.start) + other + text.slice(figure.start + digits.length);
};

const verb = /\b(is|are|was|were|can|may|must|will|has been|have been) (?!(?:not|no|never|only)\b)/;

/** The same with its first verb denied; undefined where there is none, or where something is denied already. */
const denied = ({ text }: Statement): string | undefined =>
  verb.test(text) &&
  !/\b(?:not|no|never|none|nothing|nobody|without|neither|nor|unless|only|if|but|until|before|unlike)\b/i.test(
    text,
  )
    ? text.replace(verb, '$1 not ')
    : undefined;

/** The longest words of a statement: what a question about it would name. */
const topicOf = ({ text }: Statement): string =>
  words(text)
    .map((word) => word.text)
    .toSorted((one, other) => other.length - one.length)
    .slice(0, 2)
    .join(' and ');

const changedBy = (of: readonly Statement[], change: (one: Statement) => string | undefined) =>
  of.flatMap((one) => {
    const text = change(one);
    return text === undefined ? [] : [{ one, text }];
  });

const worldOf = (title: string, own: readonly Statement[], other: Statement): unknown => {
  const [first, second] = own;
  if (first === undefined || second === undefined) return undefined;
  const passages = [first.passage, second.passage, other.passage];
  const cite = (text: string, index: number): string => `${text} [${index}]`;
  const asked = (output: string, of: readonly Statement[], criteria: readonly string[] = []) => ({
    output,
    goal: `What does the document say of ${of.map(topicOf).join(' and of ')}?`,
    criteria,
  });
  const at = (statement: Statement): number => (statement === first ? 1 : 2);
  const both = [first, second];
  return {
    goal: `What does ${title} say?`,
    passages,
    clean: [
      ...both.map((one) => asked(cite(one.text, at(one)), [one])),
      asked(`${cite(first.text, 1)} ${cite(second.text, 2)}`, both),
      asked(`- ${cite(first.text, 1)}\n- ${cite(second.text, 2)}`, both, [
        'is a bullet list',
        'cites at least two sources',
      ]),
    ],
    planted: {
      wrong_figure: changedBy(both, withWrongFigure).map(({ one, text }) =>
        asked(cite(text, at(one)), [one]),
      ),
      wrong_citation: both.map((one) => asked(cite(one.text, 3), [one])),
      contradiction: changedBy(both, denied).map(({ one, text }) => asked(cite(text, at(one)), [one])),
      missing_criterion: [
        asked(cite(first.text, 1), [first], ['is a bullet list']),
        asked(cite(second.text, 2), [second], ['cites at least two sources']),
      ],
    },
  };
};

/** Sentences of documents as answers, right ones and ones with an error, the same for the same documents and seed. */
export const documentWorlds = (
  documents: readonly TitledDocument[],
  count: number,
  seed: number,
): readonly PlantedWorld[] => {
  const dice = new Dice(seed);
  const read = documents.map((document) => ({ title: document.title, statements: statementsOf(document) }));
  const rich = read.filter(({ statements }) => new Set(statements.map(({ passage }) => passage)).size >= 2);
  const worlds = Array.from({ length: count }, () => {
    const { title, statements } = dice.one(rich);
    const first = dice.one(statements);
    const second = dice.one(statements.filter(({ passage }) => passage !== first.passage));
    const foreign = dice.one(rich.filter((one) => one.title !== title));
    return worldOf(title, [first, second], dice.one(foreign.statements));
  });
  return PlantedWorld.array().parse(worlds);
};
