import { describe, expect, it } from 'vitest';
import { enumeratedNames, namesInContext } from './entities.ts';

describe('the names that a context lists', () => {
  it('are its entities and tickers, each once and ten at most', () => {
    expect(namesInContext({ entities: ['Oslo', ' oslo. ', 'Bergen', 7, ''], tickers: ['NHY'] })).toEqual([
      'Oslo',
      'Bergen',
      'NHY',
    ]);
    expect(namesInContext({ entities: Array.from({ length: 12 }, (_, n) => `Line ${n}`) })).toHaveLength(10);
  });

  it.each([undefined, 'entities: Oslo', null, { entities: 'Oslo' }, []])('are none in %j', (context) =>
    expect(namesInContext(context)).toEqual([]),
  );
});

describe('the names that a goal lists in a row', () => {
  it.each([
    ['What were the rainfall figures of Oslo, Bergen and Trondheim?', ['Oslo', 'Bergen', 'Trondheim']],
    ['Who runs the ports in Moss, Horten, and Larvik Harbour?', ['Moss', 'Horten', 'Larvik Harbour']],
    ['When was the bridge between Oslo and Bergen opened?', []],
    ['What happened on Monday?', []],
  ])('%s', (goal, names) => expect(enumeratedNames(goal)).toEqual(names));
});
