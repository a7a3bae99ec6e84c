import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardsAgree } from './guards.ts';

describe('the guards of two questions', () => {
  it.each([
    ['How tall is the Eiffel Tower?', 'Please tell me how tall the Eiffel Tower is.'],
    ['How do I sort a list in Python?', 'What is the way to sort a list in Python'],
    ['How do I reset my password?', 'how can i reset my password'],
    ['Why is it not “safe”?', 'Why isn\'t it "safe"?'],
    ["Why can't Alice swim?", 'Why cannot Alice swim?'],
    ['Is 412 metres enough?', 'is ４１２ metres enough'],
    ['What is the largest city in Norway?', 'Which is the largest city of Norway?'],
    ['How do I reset my password?', 'Please tell me how I can reset my password'],
  ])('agree on %s and %s', (one, other) => {
    expect(guardsAgree(one, other)).toBe(true);
  });

  it.each([
    ['numbers', 'Is 412 metres enough?', 'Is 421 metres enough?'],
    ['units', 'How long are 5 miles?', 'How long are 5 kilometres?'],
    ['signs', 'Is -5 °C cold for Ulm?', 'Is 5 °C cold for Ulm?'],
    ['currencies', 'What can I buy for $5?', 'What can I buy for €5?'],
    ['written numbers', 'Name three rivers of Peru', 'Name four rivers of Peru'],
    ['the order of numbers', 'Subtract 3 from 5', 'Subtract 5 from 3'],
    ['versions', 'What is new in GPT-4?', 'What is new in GPT-5?'],
    ['decimals without a zero', 'Is .5 of Q?', 'Is 5 of Q?'],
    ['fractions', 'Take ½ of Q', 'Take ¼ of Q'],
    ['Arabic digits', 'كم هو ٤١٢؟', 'كم هو ٤٢١؟'],
    ['regnal numbers', 'Who was Elizabeth I?', 'Who was Elizabeth?'],
    ['file names', 'Does Ann own foo.txt?', 'Does Ann own bar.txt?'],
    ['addresses', 'Does Ann read a@x.org?', 'Does Ann read b@x.org?'],
    ['operators', 'What is a+b in C?', 'What is a-b in C?'],
    ['quotes', 'What does "foo" mean in Go?', 'What does "bar" mean in Go?'],
    ['the case of quotes', 'Translate “polish” for Ann', 'Translate “Polish” for Ann'],
    ['single quotes', "Why does 'ls' print in Linux?", "Why does 'cd' print in Linux?"],
    ['names', 'What is the capital of France?', 'What is the capital of Germany?'],
    ['names that begin the question', 'Paris has how many people?', 'London has how many people?'],
    ['names in small letters', 'what is the capital of france', 'what is the capital of germany'],
    ['names after a large word', 'Restart nginx on the server', 'Restart apache on the server'],
    ['names in Japanese', '東京の人口は?', '大阪の人口は?'],
    ['names in Japanese beside Latin ones', '東京の GDP は?', '大阪の GDP は?'],
    ['names in inner capitals', 'How do I update my iPhone?', 'How do I update my iPad?'],
    ['the roles of names', 'Did Alice call Bob?', 'Did Bob call Alice?'],
    ['directions', 'Flights from Paris to Rome', 'Flights to Paris from Rome'],
    ['negations', 'Is Pluto a planet?', "Isn't Pluto a planet?"],
    ['missing things', 'Can Ann take it with milk?', 'Can Ann take it without milk?'],
    ['opposites', 'What is the highest hill in Wales?', 'What is the lowest hill in Wales?'],
    ['what is asked for', 'Who wrote Hamlet?', 'When was Hamlet written?'],
    ['tenses', 'Who is the president of Chile?', 'Who was the president of Chile?'],
    ['persons', 'What did he say to Ann?', 'What did she say to Ann?'],
    ['the order of plain words', 'does the dog bite the man', 'does the man bite the dog'],
    ['negations in German', 'Ist Ulm gross?', 'Ist Ulm nicht gross?'],
  ])('tell %s apart', (_, one, other) => {
    expect(guardsAgree(one, other)).toBe(false);
    expect(guardsAgree(one, one)).toBe(true);
  });

  const word = fc.constantFrom(
    'the',
    'How',
    'far',
    'is',
    'Berlin',
    'metres',
    'from',
    'I',
    '"a b"',
    "isn't",
    '東京',
    'of',
    '.',
    '-',
    '(',
    'x',
  );
  const around = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
  const number = fc.oneof(
    fc.integer().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.integer({ min: 0 }).map((value) => value.toLocaleString('en')),
    fc.tuple(fc.nat(99), fc.nat(59)).map(([hours, minutes]) => `${hours}:${minutes}`),
    fc.nat(99).map((value) => `${value}%`),
    fc.nat(99).map((value) => `v${value}`),
    fc.nat(99).map((value) => `${value}km`),
    fc.nat(999).map((value) => value.toLocaleString('ar-EG')),
    fc.constantFrom('one', 'two', 'three', 'eleven', 'ninety', 'million', 'zwei', 'drei', 'trois', 'siete'),
  );

  it('never agree when any number is another one', () => {
    fc.assert(
      fc.property(
        around,
        number,
        number,
        around,
        fc.constantFrom(' ', '? ', ', ', ') '),
        (before, one, other, after, gap) => {
          fc.pre(one !== other);
          const question = (value: string): string => `${before} ${value}${gap}${after}`;
          expect(guardsAgree(question(one), question(other))).toBe(false);
          expect(guardsAgree(question(one), question(one))).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
