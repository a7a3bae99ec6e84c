import { describe, expect, it } from 'vitest';
import { faultsOf } from './check-written.ts';

const passages = [
  {
    title: 'Halden bridge',
    text: 'The Halden bridge was opened in 1938. Its main span measures 412 metres.',
  },
  { title: 'Budget 2025', text: 'Maintenance costs 1.2 million kroner a year.' },
];
const faults = (answer: string): string[] => faultsOf(answer, passages);

describe('an answer that a model has written', () => {
  it.each([
    'It was opened in 1938 [1].',
    'It was opened in 1938. [1] Its span is 412 m. [1]',
    'In 2025 the maintenance cost 1.2 million kroner [2].',
    'It is long [1], and maintained for 1,200,000 kroner a year [2].',
    'It is one of the bridges of the town. [1]',
    'It is a bridge. Its span measures 412 metres [1].',
  ])('is good when all figures stand in what is cited: %s', (answer) => {
    expect(faults(answer)).toEqual([]);
  });

  it.each([
    'From its opening to the budget, 2025 - 1938 = 87 years. [1][2]',
    'It is 87 years old: 2025 - 1938 = 87. [1][2]',
    'The span is 412 / 1938 × 100 = 21.3% of it. [1]',
    'Together 412 + 1938 + 2025 = 4,375. [1][2]',
  ])('is good when a figure is calculated from what is cited: %s', (answer) => {
    expect(faults(answer)).toEqual([]);
  });

  it.each([
    ['that is wrong', '2025 - 1938 = 97 years. [1][2]', /comes to 87/],
    ['that is wrong though the figure is there', '412 + 1 = 1938. [1]', /comes to 413/],
    ['with a figure that is not cited', '2025 - 1938 = 87 years. [1]', /"2025" is not in/],
    ['with a figure from nowhere', '412 + 5 = 417 metres. [1]', /"417 metres" is not in/],
    ['with a figure in words from nowhere', 'three × 412 = 1,236 metres. [1]', /"1,236 metres" is not in/],
    ['with a hundred of something else', '412 × 100 = 41,200 metres. [1]', /"100" is not in/],
    ['of which only a part can be read', '(1938 - 412) / 2 = 763. [1]', /"763" is not in/],
    ['of another sentence', '2025 - 1938 = 87 years. [1][2] It is 88 years old. [1]', /"88/],
  ])('has a fault with a calculation %s', (_, answer, fault) => {
    expect(faults(answer).join('\n')).toMatch(fault);
  });

  it.each([
    ['a passage that is not there', 'It was opened in 1938 [3].', /\[3\] is no passage/],
    ['passage 0', 'It was opened in 1938 [0].', /\[0\] is no passage/],
    ['a wrong figure', 'It was opened in 1939 [1].', /1939/],
    ['a figure of another passage', 'It was opened in 1938 [2].', /1938/],
    ['another unit', 'Its span measures 412 feet [1].', /412/],
    ['a figure without a citation', 'It was opened in 1938. It is long. [1]', /without the \[n\]/],
    ['no citation at all', 'It is a bridge.', /no citation/],
    ['a citation in code alone', 'See `list[1]`.', /no citation/],
  ])('has a fault with %s', (_, answer, fault) => {
    expect(faults(answer).join('\n')).toMatch(fault);
  });
});
