import { describe, expect, it } from 'vitest';
import { readDocuments } from './documents.ts';
import { partOf, QuestionClass, readQuestions } from './labelled-question.ts';
import { holdsForm, plainForm } from './plain-form.ts';
import { ownQuestions } from './qa.ts';

const labels = await readQuestions(ownQuestions);
const documents = await readDocuments(ownQuestions);
const textOf = new Map(documents.map(({ path, text }) => [path, text]));
const supports = labels.flatMap(({ id, facts }) =>
  facts.flatMap((fact) => fact.supports.map((support) => ({ id, ...support }))),
);

/** What the left side of `2 × 22 = 44 pounds` comes to, from left to right. */
const computed = (calculation: string): number => {
  const [first, ...rest] = (calculation.split(' = ')[0] ?? '')
    .replaceAll(',', '')
    .replaceAll(' million', '')
    .split(' ');
  return rest.reduce((value, operator, at) => {
    const next = Number(rest[at + 1]);
    if (operator === '+') return value + next;
    if (operator === '-') return value - next;
    if (operator === '×') return value * next;
    return operator === '/' ? value / next : value;
  }, Number(first));
};

describe('the labelled questions', () => {
  it('have ids of their own, made of their class and a number', () => {
    expect(new Set(labels.map(({ id }) => id)).size).toBe(labels.length);
    expect(labels.filter(({ id, class: named }) => !id.startsWith(`${named}-`))).toEqual([]);
  });

  it('are asked once', () => {
    expect(new Set(labels.map(({ question }) => plainForm(question))).size).toBe(labels.length);
  });

  it.each([
    ['fact', 25],
    ['comparison', 10],
    ['arithmetic', 10],
    ['unanswerable', 15],
  ] as const)('are many enough of the class %s, in both parts of the first set', (name, least) => {
    const ofClass = labels.filter((label) => label.class === name);
    expect(ofClass.length).toBeGreaterThanOrEqual(least);
    for (const part of ['development', 'held-out'])
      expect(ofClass.filter((label) => partOf(label) === part).length).toBeGreaterThanOrEqual(
        Math.floor(least / 2),
      );
  });

  it('have the facts that their class needs', () => {
    const wrong = labels.filter(({ class: name, facts, result }) =>
      name === QuestionClass.enum.unanswerable
        ? facts.length > 0
        : facts.length < (name === 'comparison' ? 2 : 1) ||
          (name === 'arithmetic') !== (result !== undefined),
    );
    expect(wrong).toEqual([]);
  });

  it('are supported by texts that stand in their documents: a sentence that was changed is changed in questions.jsonl too', () => {
    const missing = supports.filter(
      ({ document, text }) => !plainForm(textOf.get(document) ?? '').includes(plainForm(text)),
    );
    expect(missing).toEqual([]);
  });

  it('expect what their supporting texts say', () => {
    const unsaid = labels.flatMap(({ id, facts }) =>
      facts
        .filter(({ holds, supports: places }) =>
          places.some(({ text }) => !holds.some((form) => holdsForm(text, form))),
        )
        .map(({ holds }) => ({ id, holds })),
    );
    expect(unsaid).toEqual([]);
  });

  it('of arithmetic expect what their calculation comes to, which stands in no text of theirs', () => {
    for (const { id, facts, result } of labels) {
      if (result === undefined) continue;
      const stated = result.calculation.split(' = ')[1] ?? '';
      expect([id, computed(result.calculation)]).toEqual([
        id,
        expect.closeTo(Number.parseFloat(stated.replaceAll(',', ''))),
      ]);
      expect([id, holdsForm(stated, result.holds[0] ?? '')]).toEqual([id, true]);
      const places = facts.flatMap((fact) => fact.supports.map(({ document }) => document));
      expect(
        places.filter((document) => result.holds.some((form) => holdsForm(textOf.get(document) ?? '', form))),
      ).toEqual([]);
    }
  });
});
