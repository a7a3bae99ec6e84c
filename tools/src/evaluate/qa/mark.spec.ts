import type { Answer } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { LabelledQuestion } from './labelled-question.ts';
import { type Mark, markOf } from './mark.ts';
import { holdsForm } from './plain-form.ts';
import { statementsOf } from './statements.ts';

const hall = 'The hall was opened in 1902. It has 1,240 seats.';
const barn = 'The barn was opened in 1951. It has 300 seats.';
const stored = new Map([
  ['hall', { path: 'hall.md', title: 'Hall', text: hall, mediaType: 'text/markdown' as const }],
  ['barn', { path: 'barn.md', title: 'Barn', text: barn, mediaType: 'text/markdown' as const }],
]);
const fact = (form: string, document: string, text: string) => ({
  holds: [form],
  supports: [{ document, text }],
});
const seats = [fact('1,240', 'hall.md', 'It has 1,240 seats.'), fact('300', 'barn.md', 'It has 300 seats.')];
const comparison = LabelledQuestion.parse({
  id: 'comparison-01',
  class: 'comparison',
  question: 'Which has more seats, the hall or the barn?',
  facts: seats,
});
const sum = LabelledQuestion.parse({
  id: 'arithmetic-01',
  class: 'arithmetic',
  question: 'How many seats have they together?',
  facts: seats,
  result: { holds: ['1,540'], calculation: '1,240 + 300 = 1,540 seats' },
});
const unanswerable = LabelledQuestion.parse({
  id: 'unanswerable-01',
  class: 'unanswerable',
  question: 'Who built the hall?',
  facts: [],
});

const cited = (index: number, document: string, passage: string): Answer['citations'][number] => ({
  index,
  document_id: document,
  chunk_id: document,
  title: null,
  source: null,
  passage,
  score: 0.5,
});
const both = [cited(1, 'hall', hall), cited(2, 'barn', barn)];
const answer = (output: string, citations = both): Answer => ({
  output,
  answerable: true,
  confidence: 0.5,
  citations,
  artifacts: [],
});
const refusal: Answer = {
  ...answer('The sources do not answer this question.', []),
  answerable: false,
};
const mark = (output: string, citations = both, label = comparison): Mark =>
  markOf(label, answer(output, citations), stored);

describe('an answer', () => {
  it.each([
    ['in other words', 'The hall seats 1,240 [1] and the barn 300. [2]'],
    ['as a quotation', 'It has 1,240 seats. [1] It has 300 seats. [2]'],
    ['without the comma of a number', 'There are 1240 seats in the hall [1], 300 in the barn [2].'],
    [
      'with a quotation that is beside the point',
      'It has 1,240 seats. [1] The barn was opened in 1951. It has 300 seats. [2]',
    ],
  ])('is right and exact %s', (_, output) => {
    expect(mark(output)).toMatchObject({ isRight: true, resolves: true, isExact: true });
  });

  it.each([
    ['a fact is missing', 'It has 1,240 seats. [1]'],
    ['a figure is another one', 'It has 1,240 seats. [1] It has 400 seats. [2]'],
    ['a figure is a part of another one', 'It has 1,240 seats. [1] It has 2,300 seats. [2]'],
  ])('is not right when %s', (_, output) => {
    expect(mark(output).isRight).toBe(false);
  });

  it.each([
    ['cites the passage of another fact', 'The hall seats 1,240 [2] and the barn 300. [1]', both],
    [
      'states something without a citation',
      'It has 1,240 seats. [1] It has 300 seats. [2] Both are fine.',
      both,
    ],
    ['states something that nothing supports', 'The hall is fine. [1] It has 300 seats. [2]', both],
  ])('is not exact when it %s, though its citations resolve', (_, output, citations) => {
    expect(mark(output, citations)).toMatchObject({ resolves: true, isExact: false });
  });

  it.each([
    ['leads nowhere', 'It has 1,240 seats. [1] It has 300 seats. [3]', both],
    ['is missing', 'It has 1,240 seats. It has 300 seats.', []],
    ['is of a text that is not in the document', 'It has 300 seats. [1]', [cited(1, 'hall', barn)]],
    ['is of a document that is not there', 'It has 300 seats. [1]', [cited(1, 'shed', barn)]],
    ['has an empty passage', 'It has 300 seats. [1]', [cited(1, 'barn', ' ')]],
  ])('does not resolve when a citation %s', (_, output, citations) => {
    expect(mark(output, citations)).toMatchObject({ resolves: false, isExact: false });
  });

  it('of arithmetic is right with the figure that follows, which needs every place it follows from', () => {
    const quoted = 'It has 1,240 seats. [1] It has 300 seats. [2]';
    expect(mark(quoted, both, sum)).toMatchObject({ isRight: false, holdsFacts: true, isExact: true });
    expect(mark(`${quoted} That makes 1,540. [1][2]`, both, sum)).toMatchObject({
      isRight: true,
      isExact: true,
    });
    expect(mark(`${quoted} That makes 1,540. [1]`, both, sum)).toMatchObject({
      isRight: true,
      isExact: false,
    });
  });

  it('to what the documents do not answer is wrong, and its refusal right; to the rest it is the other way round', () => {
    expect(markOf(unanswerable, refusal, stored)).toMatchObject({ isRight: true, isRefusalRight: true });
    expect(mark('It has 300 seats. [2]', both, unanswerable)).toMatchObject({
      isRight: false,
      isRefusalRight: false,
    });
    expect(markOf(comparison, refusal, stored)).toMatchObject({ isRight: false, isRefusalRight: false });
  });
});

describe('the words of an answer', () => {
  it.each([
    ['It weighs 1,240 kg.', '1240 kg', true],
    ['It was **Fourteen** people.', 'fourteen', true],
    ['It weighs 138 kg.', '38 kg', false],
    ['It weighs 38.5 kg.', '38', false],
    ['It weighs 1.38 kg.', '38 kg', false],
    ['It is 38.', '38', true],
  ])('%s hold %s: %s', (text, form, isHeld) => {
    expect(holdsForm(text, form)).toBe(isHeld);
  });

  it('are cut behind the citations that follow them', () => {
    expect(statementsOf('One. Two. [1][2] Three. [3]. Four.')).toEqual([
      { text: 'One. Two.', cites: [1, 2] },
      { text: 'Three.', cites: [3] },
      { text: '. Four.', cites: [] },
    ]);
  });
});
