import { describe, expect, it } from 'vitest';
import { isComparison, parseComparison } from './comparison.ts';

describe('a comparison', () => {
  it.each([
    ['Compare the Halden bridge with itself in ten aspects, slowly.', ['the Halden bridge']],
    ['Compare the ferry and the train in terms of price.', ['the ferry', 'the train']],
    ['compare and contrast tea with coffee', ['tea', 'coffee']],
    ['Compare Oslo, Bergen, and Trondheim by rainfall.', ['Oslo', 'Bergen', 'Trondheim']],
    ['What is the difference between the basic and the pro tier?', ['the basic', 'the pro tier']],
    ['Explain the difference in range between the two vans.', ['the two vans']],
    ['How does the 2022 budget differ from the 2023 budget?', ['the 2022 budget', 'the 2023 budget']],
    [
      'Diesel versus electric buses: what do our reports say?',
      ['Diesel', 'electric buses: what do our reports say'],
    ],
    ['Which is cheaper to run, the night train or the bus?', ['the night train', 'the bus']],
    ['postgres vs mysql', ['postgres', 'mysql']],
    ['Compare A with a', ['A']],
    [
      'Compare the altitudes of Halden and Mount Sundal.',
      ['the altitudes of Halden', 'the altitudes of Mount Sundal'],
    ],
    [
      'Compare the price of oil, gas and coal in 2022.',
      ['the price of oil', 'the price of gas', 'the price of coal'],
    ],
    ['Compare the price of oil with the tax of coal.', ['the price of oil', 'the tax of coal']],
    ['Compare the Bank of Norway and the Treasury.', ['the Bank of Norway', 'the Treasury']],
    [
      'What is the difference between the length of the old and of the new road bridge?',
      ['the length of the old road bridge', 'the length of the new road bridge'],
    ],
    ['Compare the first and the second edition', ['the first edition', 'the second edition']],
    ['Compare how long drafts, notes and mails are kept.', ['drafts', 'notes', 'mails']],
    ['Compare them.', []],
  ])('%s', (goal, subjects) => {
    expect(isComparison(goal)).toBe(true);
    expect(parseComparison(goal).subjects).toEqual(subjects);
  });

  it.each([
    ['Compare the ferry and the train in terms of price.', 'in terms of price'],
    ['What is the difference in range between the vans and the trucks?', 'range'],
    ['Which is cheaper to run, the night train or the bus?', 'Which is cheaper to run'],
    ['postgres vs mysql', ''],
    ['Compare how long drafts and mails are kept in Oslo.', 'how long are kept in Oslo'],
  ])('keeps the respect of: %s', (goal, aspect) => expect(parseComparison(goal).aspect).toBe(aspect));

  it.each([
    'When was the bridge opened?',
    'What do the bus and the train cost?',
    'Find the comparative figures.',
  ])('is not seen in: %s', (goal) => expect(isComparison(goal)).toBe(false));
});
