import { bridgeText, citation, ferryText, inputWith, passages } from '@octollm/arm-testing';
import { Answer, qualityScore, scoreWeights, ValidationResult } from '@octollm/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAnswer } from './judge-answer.ts';

const grave = (input: Parameters<typeof judgeAnswer>[0]): string[] =>
  judgeAnswer(input)
    .issues.filter(({ severity }) => severity === 'high' || severity === 'critical')
    .map(({ type }) => type);

describe('a right answer', () => {
  it('is valid with full scores', () => {
    expect(judgeAnswer(inputWith())).toEqual({
      valid: true,
      confidence: 1,
      quality_score: 1,
      scores: { factual: 1, citation: 1, completeness: 1, source: 1, tool_efficiency: 1, response: 1 },
      issues: [],
      passed_criteria: [],
      failed_criteria: [],
    });
  });

  it.each([
    [
      'in other words',
      'The main span of the Halden bridge measures 412 m [1], and the bridge was opened in 1938 [1].',
    ],
    [
      'with one citation for a paragraph',
      'The Halden bridge was opened in 1938. Its main span measures 412 metres. [1]',
    ],
    [
      'in one sentence of two',
      'The Halden bridge was opened in 1938, and its main span measures 412 metres. [1]',
    ],
    ['as a list', '- The Halden bridge was opened in 1938. [1]\n- Its main span measures 412 metres. [1]'],
    [
      'under a heading',
      '# Halden\n\nThe Halden bridge was opened in 1938. Its main span measures 412 metres. [1]',
    ],
    [
      'with other line breaks',
      'The Halden bridge was\nopened in 1938. [1] Its main  span measures 412 metres. [1]',
    ],
  ])('is valid %s', (_, output) => {
    expect(judgeAnswer(inputWith({ output }))).toMatchObject({ valid: true, issues: [] });
  });

  it('is valid with several sources', () => {
    const output =
      'The bridge is closed when the wind is above 28 metres per second. [1] A ticket costs 240 kroner, and children travel free. [2]';
    const citations = [citation(1, bridgeText), citation(2, ferryText, 'ferry')];
    const goal = 'When is the Halden bridge closed, and what does a ticket cost?';
    expect(judgeAnswer(inputWith({ output, citations }, { goal }))).toMatchObject({
      valid: true,
      issues: [],
    });
  });

  it('may calculate with several figures', () => {
    const output = 'A ticket costs 240 kroner. [1] Three cost 240 + 240 + 240 = 720 kroner. [1]';
    const input = inputWith(
      { output, citations: [citation(1, ferryText, 'ferry')] },
      { goal: 'What do three tickets for the ferry cost?' },
    );
    expect(grave(input)).toEqual([]);
    const wrong = output.replace('720', '480');
    expect(grave(inputWith({ output: wrong, citations: [citation(1, ferryText, 'ferry')] }))).toContain(
      'arithmetic_wrong',
    );
  });

  it('may cite a part of a passage', () => {
    const citations = [
      citation(1, 'The Halden bridge was opened in 1938. Its main span measures 412 metres.'),
    ];
    expect(judgeAnswer(inputWith({ citations })).valid).toBe(true);
  });

  it('may say that it did not find a part', () => {
    const output =
      'The Halden bridge was opened in 1938. [1] Not found in the sources: “How long is the main span of the Halden bridge”.';
    const result = judgeAnswer(inputWith({ output }));
    expect([result.valid, result.issues.map(({ type }) => type)]).toEqual([true, ['part_not_found']]);
    expect(result.scores.completeness).toBe(0.5);
  });

  it('may quote code', () => {
    const text = 'Change the level:\n\n```sh\nkill -USR2 12\n```';
    const output = 'Change the level: [1]\n\n```sh\nkill -USR2 12\n```\n[1]';
    const given = passages.map((one) => ({ ...one, text }));
    const input = inputWith(
      { output, citations: [citation(1, text)] },
      { goal: 'How do I change the level?', passages: given },
    );
    expect(judgeAnswer(input)).toMatchObject({ valid: true, issues: [] });
  });
});

describe('a citation of a passage that holds a part of what is said', () => {
  const told = 'The ferry of Sundal has no ramp. The fare is paid on board.';
  const table = '| Ferry | Year |\n|---|---|\n| Sundal | 1994 |';
  const texts = { ferry: told, bridge: table };
  const given = passages.map((one, at) => ({ ...one, text: at === 0 ? table : told }));
  const citing = (chunk: 'bridge' | 'ferry'): string[] =>
    grave(
      inputWith(
        {
          output: 'The ferry of Sundal has no ramp. [1]',
          citations: [citation(1, texts[chunk], chunk)],
        },
        { goal: 'What is known of the ferries?', passages: given },
      ),
    );

  it('is wrong when another passage holds all of it', () => {
    expect(citing('bridge')).toContain('citation_wrong');
    expect(citing('ferry')).toEqual([]);
  });
});

describe('a planted wrong answer is not valid:', () => {
  const opened = 'The Halden bridge was opened in 1938. [1]';
  const span = 'Its main span measures 412 metres. [1]';

  it.each([
    ['a changed figure', `The Halden bridge was opened in 1939. [1] ${span}`, 'figure_unsupported'],
    [
      'a changed figure among many right words',
      `${opened} The main span of the Halden bridge measures 412 metres, its maintenance costs 1.3 million kroner a year, and it is closed when the wind is above 28 metres per second. [1]`,
      'figure_unsupported',
    ],
    ['a changed unit', `${opened} Its main span measures 412 feet. [1]`, 'unit_wrong'],
    [
      'a changed scale',
      `${opened} ${span} Maintenance of the bridge costs 1.2 billion kroner a year. [1]`,
      'unit_wrong',
    ],
    [
      'a changed word in a quote',
      `${opened} ${span} The bridge is inspected when the wind is above 28 metres per second. [1]`,
      'quote_altered',
    ],
    [
      'a word in a quote changed to one from the next sentence',
      `${opened} Its main bridge measures 412 metres. [1]`,
      'quote_altered',
    ],
    [
      'a quote cut inside a figure',
      `${opened} ${span} Maintenance of the bridge costs 1. [1]`,
      'figure_unsupported',
    ],
    [
      'a negation put in',
      `${opened} ${span} The bridge is not closed when the wind is above 28 metres per second. [1]`,
      'contradiction',
    ],
    ['a sentence made up', `${opened} ${span} It was designed by Othmar Ammann. [1]`, 'claim_unsupported'],
    ['one made up without a citation', `${opened} ${span}\n\nIt is painted green.`, 'claim_unsupported'],
    ['a figure without a citation', `${opened}\n\nIts main span measures 412 metres.`, 'figure_uncited'],
    ['a citation that is not there', `The Halden bridge was opened in 1938. [2] ${span}`, 'citation_missing'],
    [
      'a quote from another passage than the one it cites',
      `${opened} ${span} A ticket costs 240 kroner, and children travel free. [1]`,
      'figure_unsupported',
    ],
    [
      'something beside the point',
      'Maintenance of the bridge costs 1.2 million kroner a year. [1]',
      'goal_not_addressed',
    ],
    ['nothing', '  ', 'answer_empty'],
    ['a refusal that is not marked as one', 'The sources do not answer this question.', 'goal_not_addressed'],
    [
      'a claim inside an admission',
      `Not found in the sources: “it is 900 metres long”. ${span}`,
      'figure_unsupported',
    ],
  ])('%s', (_, output, type) => {
    const result = judgeAnswer(inputWith({ output }));
    expect(result.valid).toBe(false);
    expect(result.quality_score).toBeLessThan(1);
    expect(grave(inputWith({ output }))).toContain(type);
  });

  it('a citation of a passage that was not given', () => {
    expect(grave(inputWith({}, { passages: passages.slice(1) }))).toContain('citation_unknown');
    expect(grave(inputWith({}, { passages: [] }))).toContain('citation_unknown');
  });

  it('a passage that was altered in its citation', () => {
    const altered = bridgeText.replace('1938', '1948');
    const output = 'The Halden bridge was opened in 1948. [1] Its main span measures 412 metres. [1]';
    expect(grave(inputWith({ output, citations: [citation(1, altered)] }))).toContain('citation_altered');
  });

  it('a passage under the id of another', () => {
    expect(grave(inputWith({ citations: [citation(1, bridgeText, 'ferry')] }))).toContain('citation_altered');
  });

  it('an index that stands for two citations', () => {
    const citations = [citation(1, bridgeText), citation(1, ferryText, 'ferry')];
    expect(grave(inputWith({ citations }))).toContain('citation_ambiguous');
  });
});

describe('an answer that could be better', () => {
  it('has citations that it does not use', () => {
    const citations = [citation(1, bridgeText), citation(2, ferryText, 'ferry')];
    const result = judgeAnswer(inputWith({ citations }));
    expect([result.valid, result.scores.tool_efficiency]).toEqual([true, 0.5]);
    expect(result.issues.map(({ type }) => type)).toEqual(['citation_unused']);
  });

  it('leaves a part of the goal out', () => {
    const result = judgeAnswer(inputWith({ output: 'The Halden bridge was opened in 1938. [1]' }));
    expect(result.issues.map(({ type }) => type)).toContain('part_not_covered');
    expect(result.scores.completeness).toBeLessThan(0.8);
  });
});

describe('an answer that says there is none', () => {
  const none = { answerable: false, citations: [], confidence: 0 };

  it.each([
    'The sources do not answer this question.',
    'I could not find this in the documents.',
    'The passages do not mention when the Halden bridge was opened.',
  ])('is valid when it claims nothing: %s', (output) => {
    expect(judgeAnswer(inputWith({ ...none, output }))).toMatchObject({ valid: true, issues: [] });
  });

  it.each([
    'The Halden bridge was opened in 1938.',
    'The sources do not answer this question. It was designed by Othmar Ammann.',
    'The documents do not say it, but Othmar Ammann could not be found to have designed it.',
    '',
  ])('is not valid when it claims something or is empty: %s', (output) => {
    expect(judgeAnswer(inputWith({ ...none, output })).valid).toBe(false);
  });

  it('is not valid with citations', () => {
    const output = 'The sources do not answer this question.';
    expect(grave(inputWith({ ...none, output, citations: [citation(1, bridgeText)] }))).toEqual([
      'refusal_cites',
    ]);
  });
});

describe('an answer that other proposals contradict', () => {
  it('is reported with each of them, and judged by its passages alone', () => {
    const result = judgeAnswer(inputWith({}, { contradictions: ['It was opened in 1958.'] }));
    expect(result).toMatchObject({ valid: true, quality_score: 1 });
    expect(result.issues).toEqual([
      expect.objectContaining({
        severity: 'medium',
        type: 'proposals_contradict',
        message: 'Another proposal answers otherwise: It was opened in 1958.',
      }),
    ]);
  });
});

describe('acceptance criteria', () => {
  it('pass, fail, or are left to a model and then reported and in neither list', () => {
    const acceptance_criteria = ['mentions the year 1938', 'must mention the architect', 'is polite'];
    const result = judgeAnswer(inputWith({}, { acceptance_criteria }));
    expect(result).toMatchObject({
      valid: false,
      passed_criteria: ['mentions the year 1938'],
      failed_criteria: ['must mention the architect'],
    });
    expect(result.issues.map(({ type, severity, location }) => [type, severity, location])).toEqual([
      ['criterion_failed', 'high', 'acceptance_criteria[1]'],
      ['criterion_needs_model', 'low', 'acceptance_criteria[2]'],
    ]);
    expect(result.confidence).toBeLessThan(1);
  });
});

describe('whatever is judged', () => {
  const piece = fc.constantFrom(
    'The Halden bridge was opened in 1938.',
    'Its main span measures 412 metres.',
    'It has 9 towers.',
    'Not found in the sources: “when was it opened”.',
    '[1]',
    '[2]',
    '[99]',
    '```\ncode\n```',
    '- an item',
    '\n\n',
    '\u0000',
  );
  const answer = fc.record({
    output: fc.oneof(
      fc.array(piece).map((pieces) => pieces.join(' ')),
      fc.string({ unit: 'binary' }),
    ),
    answerable: fc.boolean(),
    confidence: fc.constant(0.5),
    citations: fc.array(
      fc
        .tuple(
          fc.integer({ min: 1, max: 3 }),
          fc.constantFrom(bridgeText, ferryText, '', 'made up'),
          fc.constantFrom('bridge' as const, 'ferry' as const),
        )
        .map(([index, text, chunk]) => citation(index, text, chunk)),
      { maxLength: 4 },
    ),
    artifacts: fc.constant([]),
  });
  const criteria = fc.array(
    fc.constantFrom('mentions 1938', 'at most 3 words', 'is polite', 'cites a source', ''),
    { maxLength: 5 },
  );

  it('scores stay between 0 and 1, the quality is their exact weighted sum, and grave issues decide', () => {
    fc.assert(
      fc.property(
        answer,
        criteria,
        fc.subarray(passages),
        fc.string(),
        (given, acceptance_criteria, some, goal) => {
          const input = inputWith(Answer.parse(given), { acceptance_criteria, passages: some, goal });
          const result = ValidationResult.parse(judgeAnswer(input));
          const sum = Object.entries(scoreWeights).reduce(
            (total, [name, weight]) => total + weight * result.scores[name as keyof typeof scoreWeights],
            0,
          );
          expect(result.quality_score).toBeCloseTo(sum, 4);
          expect(result.quality_score).toBe(qualityScore(result.scores));
          expect(result.valid).toBe(
            !result.issues.some(({ severity }) => severity === 'high' || severity === 'critical'),
          );
          expect(judgeAnswer(input)).toEqual(result);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a long answer over 200 passages is judged within two seconds', () => {
    const many = passages
      .flatMap((passage) => Array.from({ length: 100 }, () => passage))
      .map((passage, at) => ({
        ...passage,
        chunk_id: `018f2b6c-0000-7000-8000-${String(at).padStart(12, '0')}`,
        text: `${bridgeText} It is number ${at}. `.repeat(5),
      }));
    const output = Array.from(
      { length: 200 },
      (_, at) => `The keeper of gate ${at} said that it is open.`,
    ).join(' ');
    const started = performance.now();
    expect(judgeAnswer(inputWith({ output }, { passages: many })).valid).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('any other number in place of a figure makes the answer invalid', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('1938', '412'), (number, figure) => {
        fc.pre(!bridgeText.includes(String(number)));
        const output = inputWith().answer.output.replace(figure, String(number));
        expect(judgeAnswer(inputWith({ output })).valid).toBe(false);
      }),
    );
  });
});
