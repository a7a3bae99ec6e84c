import { describe, expect, it } from 'vitest';
import { holdsAnswer } from './holds-answer.ts';
import { questionParts } from './question.ts';

const holds = (question: string, sentence: string): boolean => {
  const [part] = questionParts(question);
  return part !== undefined && holdsAnswer(part.expected, sentence);
};

describe('what a sentence must hold to answer a question', () => {
  it.each([
    ['When was it opened?', 'It was opened in 1938.', 'It was opened by the king.'],
    ['When is it closed?', 'It is closed when the wind is strong.', 'It is a closed bridge.'],
    ['How long is the span?', 'The span measures 412 metres.', 'The span is 412 metres high.'],
    ['How long is the span?', 'It is 412 metres.', 'The wind is above 28 metres per second.'],
    ['How high is the tower?', 'The tower is 40 m high.', 'The tower is 40 m wide.'],
    ['How fast is the wind?', 'The wind blows at 28 metres per second.', 'The wind blew for 28 metres.'],
    ['What does it cost?', 'It costs 240 kroner.', 'It weighs 240 kilograms.'],
    ['How many people work there?', 'Twelve people work there.', 'Many people work there.'],
    ['How often is it done?', 'It is done every night.', 'It is done at night.'],
    ['Who built it?', 'It was built by Anton Grieg.', 'It was built of stone.'],
    ['Why is it closed?', 'It is closed because of the wind.', 'It is closed.'],
    ['Why is it closed?', 'The wind is strong, so it is closed.', 'The wind is so strong.'],
    ['Why is it closed?', 'The wind is strong, so it is closed.', 'It is strong, so far.'],
    ['On which day is it closed?', 'It is closed on Tuesdays.', 'It is closed in winter.'],
    ['What does it cost?', 'It costs 12 pounds.', 'It weighs 12 lb.'],
  ])('%s: "%s", not "%s"', (question, right, wrong) => {
    expect([holds(question, right), holds(question, wrong)]).toEqual([true, false]);
  });
});
