import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionParts } from './question.ts';

const read = (question: string) =>
  questionParts(question).map(({ text, expected, subject, focus, point }) => ({
    text,
    kind: expected.kind === 'quantity' ? expected.measure.name : expected.kind,
    subject: subject.map((word) => word.text).join(' '),
    focus: focus
      .filter(({ weight }) => weight >= 1)
      .map((word) => word.text)
      .join(' '),
    point: point?.text ?? null,
  }));

describe('the parts of a question', () => {
  it('are split, and a later one takes over the subject that its pronoun points to', () => {
    expect(read('How long is the main span of the Halden bridge, and when was it opened?')).toEqual([
      {
        text: 'How long is the main span of the Halden bridge',
        kind: 'length',
        subject: 'Halden bridge',
        focus: 'main span',
        point: null,
      },
      { text: 'when was it opened?', kind: 'time', subject: 'Halden bridge', focus: 'opened', point: null },
    ]);
  });

  it('are split between sentences and before coordinate questions, not before clauses', () => {
    const texts = (question: string): string[] => questionParts(question).map(({ text }) => text);
    expect(texts('Who built it? What did it cost?')).toHaveLength(2);
    expect(texts('Who built it and when?')).toEqual(['Who built it', 'when?']);
    expect(texts('What happens when Redis is lost and when Postgres is lost?')).toHaveLength(1);
    expect(texts('What are the size and the colour of it?')).toHaveLength(1);
  });

  it.each([
    ['When is the bridge closed?', 'time'],
    ['In which year was it opened?', 'time'],
    ['How much does it cost?', 'money'],
    ['What does maintenance of the bridge cost?', 'money'],
    ['What is the weight of the lens?', 'mass'],
    ['At what wind speed is it closed?', 'speed'],
    ['How long does a token last?', 'duration'],
    ['How many lanes are there?', 'number'],
    ['How often is it painted?', 'frequency'],
    ['Who designed it?', 'person'],
    ['Where is the key?', 'place'],
    ['Why is it closed?', 'reason'],
    ['What is the reflex gateway?', 'definition'],
    ['What happens when it rains?', 'open'],
    ['Explain the retry policy.', 'open'],
  ])('expect an answer of a kind: %s %s', (question, kind) => {
    expect(read(question)[0]?.kind).toBe(kind);
  });

  it('have a point that an answer must make: what is counted, what somebody did', () => {
    expect(read('How many lanes has the tunnel?')[0]?.point).toBe('lanes');
    expect(read('Who must approve refunds?')[0]?.point).toBe('approve');
    expect(read('When must refunds be approved?')[0]?.point).toBeNull();
  });

  it('tell the verb at their end from the noun of a name', () => {
    const last = (question: string) => {
      const { subject = [], focus = [] } = questionParts(question)[0] ?? {};
      return [subject.at(-1)?.text, focus.filter(({ verb }) => verb).map(({ text }) => text)];
    };
    expect(last('How many people does the Sea Otter carry?')).toEqual(['Otter', ['carry']]);
    expect(last('Where is the Halden bridge?')).toEqual(['bridge', []]);
    expect(last('When does the Halden bridge close?')).toEqual(['bridge', ['close']]);
  });

  it('are at most eight and lose no word of the question', () => {
    const piece = fc.constantFrom(
      'Who built it',
      'and when',
      'what costs 3.5 kroner',
      '?',
      '. ',
      ', and how long is it',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const question = pieces.join(' ');
        const parts = questionParts(question);
        expect(parts.length).toBeLessThanOrEqual(8);
        const kept = parts.map(({ text }) => text).join(' ');
        for (const word of question.match(/built|costs|long/g) ?? []) expect(kept).toContain(word);
      }),
    );
  });
});
