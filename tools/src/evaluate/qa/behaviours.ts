import { type Fact, type LabelledQuestion, QuestionClass } from './labelled-question.ts';
import { plainForm } from './plain-form.ts';

/** What a scripted model answers; a text stands for prose where JSON was asked. */
export type ScriptedAnswer = { readonly answerable: boolean; readonly answer: string } | string;

/** A way to answer, right or wrong. */
export interface Behaviour {
  readonly name: string;
  /** The questions that it is asked. */
  readonly classes: readonly QuestionClass[];
  /**
   * What it answers.
   * @param passages the texts that the model may cite, the first one as [1]
   * @returns null where it cannot do what it does: no figure to change, no other passage to cite
   */
  readonly answer: (label: LabelledQuestion, passages: readonly string[]) => ScriptedAnswer | null;
}

interface Cited {
  readonly fact: Fact;
  readonly text: string;
  readonly passage: number;
}

/** The facts of a question where the passages hold them; one that they do not hold is left out. */
const citedFacts = ({ facts }: LabelledQuestion, passages: readonly string[]): readonly Cited[] =>
  facts.flatMap((fact) => {
    for (const { text } of fact.supports) {
      const at = passages.findIndex((passage) => plainForm(passage).includes(plainForm(text)));
      if (at >= 0) return [{ fact, text, passage: at + 1 }];
    }
    return [];
  });

const sentence = (text: string): string =>
  `${text
    .replaceAll(/^[|(\s]+|[|)\s]+$/g, '')
    .replaceAll(' | ', ', ')
    .replace(/[.:]$/, '')}.`;

const refusal = { answerable: false, answer: '' } as const;

const written = (said: readonly string[]): ScriptedAnswer =>
  said.length === 0 ? refusal : { answerable: true, answer: said.join(' ') };

/** Answers with one sentence for each fact that was found. */
const saying =
  (say: (cited: Cited, passages: readonly string[]) => string | null): Behaviour['answer'] =>
  (label, passages) => {
    const said = citedFacts(label, passages).map((cited) => say(cited, passages));
    const whole = said.filter((text) => text !== null);
    return said.length > 0 && whole.length === said.length ? written(whole) : null;
  };

/** A text with its last digit made another one, or null when it has none. */
const withWrongFigure = (text: string): string | null =>
  /\d/.test(text) ? text.replace(/\d(?!.*\d)/s, (digit) => String((Number(digit) + 4) % 10)) : null;

/** The number of a passage in which the fact does not stand, however it is written; 0 when there is none. */
const otherPassage = ({ fact }: Cited, passages: readonly string[]): number =>
  1 +
  passages.findIndex((passage) =>
    [...fact.holds, ...fact.supports.map(({ text }) => text)].every(
      (form) => !plainForm(passage).includes(plainForm(form)),
    ),
  );

const calculating =
  (write: (calculation: string) => string | null): Behaviour['answer'] =>
  (label, passages) => {
    const cited = citedFacts(label, passages);
    const calculation = write(label.result?.calculation ?? '');
    if (cited.length < label.facts.length || calculation === null) return null;
    const markers = [...new Set(cited.map(({ passage }) => `[${passage}]`))].join('');
    return written([
      ...cited.map(({ text, passage }) => `${sentence(text)} [${passage}]`),
      `${calculation}. ${markers}`,
    ]);
  };

const madeUp =
  (answer: string): Behaviour['answer'] =>
  (_, passages) =>
    passages.length > 0 ? { answerable: true, answer } : null;

const answerable = ['fact', 'comparison', 'arithmetic'] as const;

/** What a model does that stays with the words of its passages: it calculates nothing. */
export const copies: Behaviour = {
  name: 'copies what it found',
  classes: QuestionClass.options,
  answer: (label, passages) =>
    written(citedFacts(label, passages).map(({ text, passage }) => `${sentence(text)} [${passage}]`)),
};

/** What a model may do. */
export const behaviours: readonly Behaviour[] = [
  copies,
  {
    name: 'copies, and calculates right',
    classes: ['arithmetic'],
    answer: calculating((calculation) => calculation),
  },
  {
    name: 'copies, and calculates wrong',
    classes: ['arithmetic'],
    answer: calculating(withWrongFigure),
  },
  {
    name: 'states a wrong figure',
    classes: answerable,
    answer: saying(({ text, passage, fact }) => {
      const form = fact.holds.find((held) => /\d/.test(held) && text.includes(held));
      const wrong = form === undefined ? null : withWrongFigure(form);
      return form === undefined || wrong === null
        ? null
        : `${sentence(text.replace(form, wrong))} [${passage}]`;
    }),
  },
  {
    name: 'cites a wrong passage',
    classes: answerable,
    answer: saying((cited, passages) => {
      const other = otherPassage(cited, passages);
      return other === 0 ? null : `${sentence(cited.text)} [${other}]`;
    }),
  },
  {
    name: 'cites a passage that is not there',
    classes: answerable,
    answer: saying(({ text }, passages) => `${sentence(text)} [${passages.length + 1}]`),
  },
  {
    name: 'cites nothing',
    classes: answerable,
    answer: saying(({ text }) => sentence(text)),
  },
  {
    name: 'makes a figure up',
    classes: ['unanswerable'],
    answer: madeUp('It is 41,735. [1]'),
  },
  {
    name: 'makes a name up',
    classes: ['unanswerable'],
    answer: madeUp('It was Hjalmar Ostrowski of Tarnow. [1]'),
  },
  {
    name: 'answers in prose, not in JSON',
    classes: answerable,
    answer: () => 'I would say so, yes.',
  },
  {
    name: 'refuses what is answerable',
    classes: answerable,
    answer: () => refusal,
  },
];
