import { quantities } from '@octollm/text';
import { describe, expect, it } from 'vitest';
import { goesAgainstItsFigures } from './direction.ts';

const against = (text: string): boolean => goesAgainstItsFigures(text, quantities(text));

describe('a comparison whose figures follow it', () => {
  it.each([
    'The mill of Orre is older than that of Tarn: it was built in 1934, the other one in 1901.',
    'The mill of Orre is younger than that of Tarn: it was built in 1901, the other one in 1934.',
    'The hall of Orre is longer than that of Tarn (it measures 30 metres, the other one 42 metres).',
    'Orre has fewer boats than Tarn: it has 30 boats, Tarn 12 boats.',
    'The mill is younger than the inn: it was begun in 1901, the inn in 1934.',
    'The Alpha is heavier than the Beta: the former weighs 12 tonnes, the latter 30 tonnes.',
  ])('goes against them: %s', (text) => expect(against(text)).toBe(true));

  it.each([
    'The mill of Orre is older than that of Tarn: it was built in 1901, the other one in 1934.',
    'The hall of Orre is longer than that of Tarn (it measures 42 metres, the other one 30 metres).',
    'The hall of Orre is longer than that of Tarn: Tarn has 30 metres, Orre 42 metres.',
    'The mill of Orre was rebuilt later than 1901; in 1934 it was sold.',
    'The Halden bridge is larger than the Moss bridge: its span measures 30 metres and its tower 42 metres.',
    'The Halden bridge is larger than the Moss bridge: its span measures 30 metres and the bridge itself 42 metres.',
    'The Alpha is heavier than the Beta: it carries 12 tonnes empty and 30 tonnes full.',
    'The mill is younger than the inn: it was begun in 1901 and finished in 1934.',
  ])('goes with them, or nobody can tell: %s', (text) => expect(against(text)).toBe(false));
});
