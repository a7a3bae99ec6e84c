import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anId, fields, letters, pointersOf, times } from '../fixtures/requests.ts';
import { CancelRequest, TaskQuery, TaskRequest } from './task.ts';

const goal = 'Compare two reports';

/** For each field: values that are taken, and values that are refused with the pointer to what is wrong. */
const limits: Readonly<Record<string, { takes: readonly unknown[]; refuses: readonly [unknown, string][] }>> =
  {
    goal: {
      takes: ['a', letters(10_000), ' a '],
      refuses: [
        [letters(10_001), ''],
        ['', ''],
        [' \n\t', ''],
        [7, ''],
        [null, ''],
      ],
    },
    constraints: {
      takes: [[], times(20, 'short'), [letters(1_000)]],
      refuses: [
        [times(21, 'short'), ''],
        [[letters(1_001)], '/0'],
        [['fine', ' '], '/1'],
        [[3], '/0'],
        ['short', ''],
      ],
    },
    context: {
      takes: ['', letters(50_000), {}, { text: letters(50_000 - '{"text":""}'.length) }],
      refuses: [
        [letters(50_001), ''],
        [{ text: letters(50_001 - '{"text":""}'.length) }, ''],
        [[], ''],
        [5, ''],
        [null, ''],
      ],
    },
    acceptance_criteria: {
      takes: [[], times(10, 'cites its sources'), [letters(1_000)]],
      refuses: [
        [times(11, 'cites its sources'), ''],
        [[letters(1_001)], '/0'],
        [[''], '/0'],
        [{}, ''],
      ],
    },
    priority: {
      takes: ['low', 'medium', 'high', 'critical'],
      refuses: [
        ['urgent', ''],
        ['HIGH', ''],
        [1, ''],
        [null, ''],
      ],
    },
    budget: {
      takes: [
        {},
        { max_tokens: 1, max_time_seconds: 1, max_cost_usd: 0, max_retries: 0 },
        { max_tokens: 100_000, max_time_seconds: 3_600, max_cost_usd: 100, max_retries: 10 },
        { max_cost_usd: 0.000_001 },
      ],
      refuses: [
        [{ max_tokens: 0 }, '/max_tokens'],
        [{ max_tokens: 100_001 }, '/max_tokens'],
        [{ max_tokens: 1.5 }, '/max_tokens'],
        [{ max_tokens: '10' }, '/max_tokens'],
        [{ max_time_seconds: 0 }, '/max_time_seconds'],
        [{ max_time_seconds: 3_601 }, '/max_time_seconds'],
        [{ max_time_seconds: 0.5 }, '/max_time_seconds'],
        [{ max_cost_usd: -0.01 }, '/max_cost_usd'],
        [{ max_cost_usd: 100.01 }, '/max_cost_usd'],
        [{ max_cost_usd: Number.POSITIVE_INFINITY }, '/max_cost_usd'],
        [{ max_cost_usd: '1' }, '/max_cost_usd'],
        [{ max_retries: -1 }, '/max_retries'],
        [{ max_retries: 11 }, '/max_retries'],
        [{ max_calls: 1 }, '/max_calls'],
        [null, ''],
        [5, ''],
      ],
    },
    required_capabilities: {
      takes: [[], times(10, 'search'), [letters(64)]],
      refuses: [
        [times(11, 'search'), ''],
        [[letters(65)], '/0'],
        [[''], '/0'],
        ['search', ''],
      ],
    },
    session_id: {
      takes: ['a', 'user-1_chat.2', letters(128)],
      refuses: [
        ['', ''],
        [letters(129), ''],
        ['a b', ''],
        ['a/b', ''],
        [1, ''],
      ],
    },
    parent_task_id: {
      takes: [anId, anId.toUpperCase()],
      refuses: [
        ['', ''],
        [`${anId}0`, ''],
        ['not-an-id', ''],
        [1, ''],
      ],
    },
    approval: {
      takes: ['none', 'plan', 'high_risk'],
      refuses: [
        ['all', ''],
        [true, ''],
      ],
    },
    deadline: {
      takes: ['2030-01-31T23:59:59Z', '2030-01-31T23:59:59.123Z', '2030-01-31T23:59:59+02:00'],
      refuses: [
        ['2030-01-31', ''],
        ['2030-02-30T00:00:00Z', ''],
        ['2030-01-31T23:59:59', ''],
        ['tomorrow', ''],
        [1_900_000_000, ''],
      ],
    },
    metadata: {
      takes: [
        {},
        fields(50),
        { [letters(64)]: letters(2_000) },
        { text: 'a', number: 1.5, flag: false, nothing: null },
      ],
      refuses: [
        [fields(51), ''],
        [{ [letters(65)]: 1 }, `/${letters(65)}`],
        [{ '': 1 }, '/'],
        [{ text: letters(2_001) }, '/text'],
        [{ nested: {} }, '/nested'],
        [{ listed: [1] }, '/listed'],
        [[], ''],
        ['a', ''],
      ],
    },
  };

describe('a task request', () => {
  describe.each(Object.entries(limits))('%s', (name, { takes, refuses }) => {
    it.each(takes.map((value) => [value]))('takes values up to its limit', (value) => {
      expect(pointersOf(TaskRequest, { goal, [name]: value })).toEqual([]);
    });

    it.each(refuses)(
      'refuses what is beyond its limit or of another type, and says where',
      (value, inner) => {
        expect(pointersOf(TaskRequest, { goal, [name]: value })).toContain(`/${name}${inner}`);
      },
    );
  });

  it('covers every field', () => {
    expect(Object.keys(limits).sort()).toEqual(Object.keys(TaskRequest.shape).sort());
  });

  it('needs a goal and nothing else', () => {
    expect(pointersOf(TaskRequest, {})).toEqual(['/goal']);
    expect(TaskRequest.parse({ goal })).toEqual({
      goal,
      constraints: [],
      acceptance_criteria: [],
      priority: 'medium',
      budget: { max_tokens: 10_000, max_time_seconds: 300, max_cost_usd: 1, max_retries: 3 },
      required_capabilities: [],
      approval: 'none',
      metadata: {},
    });
  });

  it('fills in what a budget leaves out', () => {
    expect(TaskRequest.parse({ goal, budget: { max_tokens: 5 } }).budget).toEqual({
      max_tokens: 5,
      max_time_seconds: 300,
      max_cost_usd: 1,
      max_retries: 3,
    });
  });

  it('refuses fields it does not know, those of prototypes too', () => {
    expect(pointersOf(TaskRequest, { goal, tenant_id: 'other', 'a/b~c': 1 })).toEqual([
      '/tenant_id',
      '/a~1b~0c',
    ]);
    expect(pointersOf(TaskRequest, JSON.parse(`{"goal":"a","__proto__":{"priority":"high"}}`))).toEqual([
      '/__proto__',
    ]);
    expect(pointersOf(TaskRequest, { goal, constructor: {} })).toEqual(['/constructor']);
  });

  it.each([[null], [undefined], ['text'], [[]], [7]])('refuses a body that is not an object', (body) => {
    expect(pointersOf(TaskRequest, body)).toEqual(['']);
  });

  it('means the same when it is parsed again', () => {
    const text = (max: number) =>
      fc.string({ minLength: 1, maxLength: max }).filter((value) => /\S/.test(value));
    const request = fc.record(
      {
        goal: text(50),
        constraints: fc.array(text(20), { maxLength: 20 }),
        context: fc.oneof(fc.string(), fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true })),
        priority: fc.constantFrom('low', 'medium', 'high', 'critical'),
        budget: fc.record(
          {
            max_tokens: fc.integer({ min: 1, max: 100_000 }),
            max_cost_usd: fc.double({ min: 0, max: 100, noNaN: true }),
          },
          { requiredKeys: [] },
        ),
        deadline: fc
          .date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
          .map((date) => date.toISOString()),
        metadata: fc.dictionary(text(10), fc.oneof(fc.string(), fc.boolean(), fc.integer()), {
          maxKeys: 50,
          noNullPrototype: true,
        }),
      },
      { requiredKeys: ['goal'] },
    );
    fc.assert(
      fc.property(request, (value) => {
        const once = TaskRequest.parse(value);
        expect(TaskRequest.parse(once)).toEqual(once);
      }),
    );
  });
});

describe('a task query', () => {
  it('takes page sizes from 1 to 100, as text or as a number, and 20 without one', () => {
    expect(TaskQuery.parse({ limit: '1' }).limit).toBe(1);
    expect(TaskQuery.parse({ limit: '100' }).limit).toBe(100);
    expect(TaskQuery.parse({}).limit).toBe(20);
    expect(TaskQuery.parse(TaskQuery.parse({ limit: '7' }))).toEqual({ limit: 7 });
  });

  it.each(['0', '101', '', ' ', '1.5', '-1', '0x10', '1e1', 'ten', true, null, [], ['5'], ['5', '6'], {}])(
    'refuses the page size %j',
    (limit) => {
      expect(pointersOf(TaskQuery, { limit })).toEqual(['/limit']);
    },
  );

  it.each([
    ['status', 'running', 'done'],
    ['priority', 'high', 'urgent'],
    ['session_id', letters(128), letters(129)],
    ['cursor', letters(512), letters(513)],
  ])('bounds %s', (name, good, bad) => {
    expect(pointersOf(TaskQuery, { [name]: good })).toEqual([]);
    expect(pointersOf(TaskQuery, { [name]: bad })).toEqual([`/${name}`]);
    expect(pointersOf(TaskQuery, { [name]: [good, good] })).toEqual([`/${name}`]);
  });

  it('refuses a filter it does not know', () => {
    expect(pointersOf(TaskQuery, { state: 'running' })).toEqual(['/state']);
  });
});

describe('a cancellation', () => {
  it('may give a reason of up to 1,000 characters', () => {
    expect(pointersOf(CancelRequest, {})).toEqual([]);
    expect(pointersOf(CancelRequest, { reason: letters(1_000) })).toEqual([]);
    expect(pointersOf(CancelRequest, { reason: letters(1_001) })).toEqual(['/reason']);
    expect(pointersOf(CancelRequest, { reason: ' ' })).toEqual(['/reason']);
    expect(pointersOf(CancelRequest, { reason: 1 })).toEqual(['/reason']);
    expect(pointersOf(CancelRequest, { why: 'x' })).toEqual(['/why']);
  });
});
