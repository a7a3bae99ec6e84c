import { ConflictError, InvalidRequestError, NotFoundError, newId } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewAction } from '../actions/action.ts';
import { ActionLog } from '../actions/action-log.ts';
import { claimedTask, newTask, planOf, result, runningTask, succeeded } from '../fixtures/tasks.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { TaskHistory } from '../tasks/task-history.ts';
import { TaskStore } from '../tasks/task-store.ts';
import type { Entity } from './entity-row.ts';
import { type EntityPage, EntityStore } from './entity-store.ts';
import type { NewEntity } from './new-entity.ts';
import { type NeighbourQuery, RelationStore } from './relation-store.ts';

let databases: TestDatabases;
let entities: EntityStore;
let relations: RelationStore;
let log: ActionLog;
let tasks: TaskStore;
let history: TaskHistory;
beforeAll(async () => {
  databases = await startTestDatabases();
  const { database } = await databases.open();
  entities = new EntityStore(database);
  relations = new RelationStore(database);
  log = new ActionLog(database);
  tasks = new TaskStore(database);
  history = new TaskHistory(database);
});
afterAll(() => databases.stop());

const library = (name: string, properties: NewEntity['properties'] = {}): NewEntity => ({
  type: 'library',
  name,
  properties,
});

/** A tenant that nothing is known of. */
const newTenant = (): string => `tenant-${newId()}`;

describe('an entity', () => {
  it('is found by its type and name, and by its id', async () => {
    const made = await entities.upsert('acme', library('lodash', { language: 'javascript', stars: 5 }));
    expect(made).toMatchObject({ type: 'library', name: 'lodash', version: 1 });
    expect(await entities.get('acme', made.id)).toEqual(made);
    expect(await entities.findByName('acme', 'library', 'lodash')).toEqual(made);
    expect(await entities.findByName('acme', 'tool', 'lodash')).toBeNull();
    expect(await entities.byIds('acme', [newId(), made.id.toUpperCase()])).toEqual([made]);
  });

  it('is replaced by a later one of its name, one version higher', async () => {
    const first = await entities.upsert('acme', library('react', { version: '18', old: true }));
    const second = await entities.upsert('acme', library('react', { version: '19' }));
    expect(second).toMatchObject({ id: first.id, version: 2, properties: { version: '19' } });
    expect(second.createdAt).toEqual(first.createdAt);
  });

  it('is changed only at the version that the writer has seen', async () => {
    const write = (properties: NewEntity['properties'], version: number) =>
      entities.upsert('acme', library('vue', properties), version);
    await expect(write({}, 1)).rejects.toThrow(ConflictError);
    const first = await write({ n: 0 }, 0);
    await expect(write({ n: 1 }, 0)).rejects.toThrow(ConflictError);
    const attempts = await Promise.allSettled([1, 2, 3, 4].map((n) => write({ n }, first.version)));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await entities.get('acme', first.id)).version).toBe(2);
    await write({ n: 9 }, 2);
  });

  it('is one, when many write it at the same moment', async () => {
    const written = await Promise.all(
      Array.from({ length: 20 }, (_, n) => entities.upsert('acme', library('svelte', { n }))),
    );
    expect(new Set(written.map(({ id }) => id)).size).toBe(1);
    expect(new Set(written.map(({ version }) => version)).size).toBe(20);
  });

  it('keeps what PostgreSQL cannot hold with a sign in its place', async () => {
    const { id } = await entities.upsert('acme', library('a\0b', { 'k\0': 'v\0' }));
    expect(await entities.get('acme', id)).toMatchObject({
      name: 'a\uFFFDb',
      properties: { 'k\uFFFD': 'v\uFFFD' },
    });
    expect((await entities.findByName('acme', 'library', 'a\0b'))?.id).toBe(id);
  });

  it.each<[string, NewEntity]>([
    ['a type that is no word', { ...library('x'), type: 'A library' }],
    ['a blank name', library(' ')],
    ['a name that is too long', library('x'.repeat(501))],
    ['properties that are too long', library('x', { text: 'x'.repeat(128 * 1_024) })],
  ])('is refused with %s', async (_what, entity) => {
    await expect(entities.upsert('acme', entity)).rejects.toThrow(InvalidRequestError);
  });

  it('may be as long as the limits say, however many words that are', async () => {
    const words = Array.from({ length: 14_000 }, (_, n) => `w${n}.x/y`)
      .join(' ')
      .slice(0, 128 * 1_024 - 20);
    const { id } = await entities.upsert('acme', library('\u{1F419}'.repeat(250), { words }));
    expect((await entities.get('acme', id)).properties['words']).toHaveLength(words.length);
  });

  it('is deleted once', async () => {
    const { id } = await entities.upsert('acme', library('backbone'));
    expect(await entities.delete('acme', id)).toBe(true);
    expect(await entities.delete('acme', id)).toBe(false);
    await expect(entities.get('acme', id)).rejects.toThrow(NotFoundError);
  });
});

describe('a list of entities', () => {
  it('is read page by page, newest first, of one type or of all', async () => {
    const tenant = newTenant();
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const name of names) await entities.upsert(tenant, library(name));
    await entities.upsert(tenant, { type: 'tool', name: 'f', properties: {} });
    const read = async (type?: string): Promise<string[]> => {
      const found: string[] = [];
      let cursor: string | null | undefined;
      while (cursor !== null) {
        const page: EntityPage = await entities.list(tenant, {
          limit: 2,
          ...(type === undefined ? {} : { type }),
          ...(cursor === undefined ? {} : { cursor }),
        });
        expect(page.items.length).toBeLessThanOrEqual(2);
        found.push(...page.items.map(({ name }) => name));
        cursor = page.nextCursor;
      }
      return found;
    };
    expect(await read('library')).toEqual(names.toReversed());
    expect(await read()).toEqual(['f', ...names.toReversed()]);
    await expect(entities.list(tenant, { limit: 1, cursor: 'x' })).rejects.toThrow(InvalidRequestError);
  });
});

describe('a search for words', () => {
  const tenant = newTenant();
  beforeAll(async () => {
    await entities.upsert(tenant, library('lodash.debounce', { about: 'delays calls of functions' }));
    await entities.upsert(tenant, library('The Who', { about: 'a band, not a library' }));
    await entities.upsert(
      tenant,
      library('underscore', { about: 'functions, as lodash has them', year: 2009 }),
    );
    await entities.upsert(tenant, { type: 'tool', name: 'debouncer', properties: { about: ['calling'] } });
  });

  const found = async (text: string, more: object = {}): Promise<string[]> =>
    (await entities.search(tenant, { text, limit: 10, ...more })).map(({ entity }) => entity.name);

  it.each<[text: string, names: string[]]>([
    ['lodash', ['lodash.debounce', 'underscore']],
    ['function', ['underscore', 'lodash.debounce']],
    ['delaying call', ['lodash.debounce']],
    ['the who', ['The Who']],
    ['"calls of functions"', ['lodash.debounce']],
    ['functions -delays', ['underscore']],
    ['lodash -delays', ['underscore']],
    ['band or calling', expect.arrayContaining(['The Who', 'debouncer', 'lodash.debounce'])],
    ['2009', ['underscore']],
    ['xyzzy', []],
    ['', []],
    ["'); DROP TABLE entities; --", []],
    ['a & | ! <-> :*', expect.anything()],
  ])('%j finds what has them, names before the rest and newer ones before older', async (text, names) => {
    expect(await found(text)).toEqual(names);
  });

  it('can be narrowed down by type and by values', async () => {
    expect(await found('call', { types: ['tool'] })).toEqual(['debouncer']);
    expect(await found('functions', { properties: { year: 2009 } })).toEqual(['underscore']);
    expect(await found('functions', { limit: 1 })).toHaveLength(1);
  });

  it('finds what an entity says now, and not what it said before', async () => {
    await entities.upsert(tenant, library('changing', { about: 'aardvark' }));
    expect(await found('aardvark')).toEqual(['changing']);
    await entities.upsert(tenant, library('changing', { about: 'zebra' }));
    expect([await found('aardvark'), await found('zebras')]).toEqual([[], ['changing']]);
  });
});

describe('relations', () => {
  const tenant = newTenant();
  const known: Record<string, Entity> = {};
  const idOf = (name: string): string => known[name]?.id ?? '';
  const relate = (from: string, type: string, to: string) =>
    relations.relate(tenant, { from: idOf(from), type, to: idOf(to), properties: {} });
  /** app -> a -> b -> c -> app, and a tool beside. */
  beforeAll(async () => {
    for (const name of ['app', 'a', 'b', 'c']) known[name] = await entities.upsert(tenant, library(name));
    known['tool'] = await entities.upsert(tenant, { type: 'tool', name: 'tool', properties: {} });
    for (const [from, to] of [
      ['app', 'a'],
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'app'],
    ] as const)
      await relate(from, 'uses', to);
    await relate('app', 'built_by', 'tool');
    await relate('tool', 'uses', 'b');
  });

  const around = async (name: string, query: NeighbourQuery = {}): Promise<string[]> =>
    (await relations.neighbours(tenant, idOf(name), query))
      .map(({ entity, depth }) => `${depth} ${entity.name}`)
      .toSorted();

  it.each<[string, NeighbourQuery, string[]]>([
    ['one hop, both ways', {}, ['1 a', '1 c', '1 tool']],
    ['one hop out', { direction: 'out' }, ['1 a', '1 tool']],
    ['one hop in', { direction: 'in' }, ['1 c']],
    ['relations of one type', { direction: 'out', types: ['uses'], depth: 2 }, ['1 a', '2 b']],
    ['entities of one type on the way', { direction: 'out', entityTypes: ['tool'], depth: 4 }, ['1 tool']],
    ['all, each once and by the shortest way', { depth: 4 }, ['1 a', '1 c', '1 tool', '2 b']],
    ['no further than the bound', { direction: 'out', types: ['uses'], depth: 99 }, ['1 a', '2 b', '3 c']],
    ['at least one hop', { direction: 'in', depth: 0 }, ['1 c']],
  ])('lead to neighbours: %s', async (_what, query, expected) => {
    expect(await around('app', query)).toEqual(expected);
  });

  it('lead to as many as were asked for, the near ones first', async () => {
    expect(await around('app', { depth: 4, limit: 3 })).toEqual(['1 a', '1 c', '1 tool']);
    expect(await around('app', { depth: 4, limit: 2 })).toHaveLength(2);
  });

  it('tell by which relation a neighbour was reached', async () => {
    const [found] = await relations.neighbours(tenant, idOf('b'), { direction: 'out' });
    expect(found?.by).toEqual({ from: idOf('b'), type: 'uses', to: idOf('c'), properties: {} });
  });

  it('take new properties, and end with their removal or with one of their entities', async () => {
    const [one, other] = [
      await entities.upsert(tenant, library('one')),
      await entities.upsert(tenant, library('two')),
    ];
    const relation = { from: one.id, type: 'like', to: other.id };
    await relations.relate(tenant, { ...relation, properties: { n: 1 } });
    await relations.relate(tenant, { ...relation, properties: { n: 2 } });
    expect((await relations.neighbours(tenant, one.id)).map(({ by }) => by.properties)).toEqual([{ n: 2 }]);
    expect(await relations.unrelate(tenant, relation)).toBe(true);
    expect(await relations.unrelate(tenant, relation)).toBe(false);
    await relations.relate(tenant, { ...relation, properties: {} });
    await entities.delete(tenant, other.id);
    expect(await relations.neighbours(tenant, one.id)).toEqual([]);
  });

  it('are refused to what is not there', async () => {
    const relation = { from: idOf('a'), type: 'uses', to: newId(), properties: {} };
    await expect(relations.relate(tenant, relation)).rejects.toThrow(NotFoundError);
    await expect(relations.relate(tenant, { ...relation, to: 'x' })).rejects.toThrow(InvalidRequestError);
  });
});

describe('the action log', () => {
  const action = (rest: Partial<NewAction> = {}): NewAction => ({
    arm: 'executor',
    action: 'shell',
    taskId: null,
    stepId: null,
    summary: 'ls',
    outcome: 'succeeded',
    provenanceSha256: null,
    ...rest,
  });

  it('gives back what was done, newest first, page by page', async () => {
    const tenant = newTenant();
    const taskId = newId();
    await log.record(tenant, []);
    await log.record(tenant, [
      action({ summary: 'one', taskId, stepId: 'a', provenanceSha256: 'f'.repeat(64) }),
      action({ summary: 'two\0', outcome: 'refused' }),
    ]);
    await log.record(tenant, [action({ summary: 'x'.repeat(2_000), arm: 'coder', taskId })]);
    const first = await log.list(tenant, { limit: 2 });
    expect(first.items.map(({ arm }) => arm)).toEqual(['coder', 'executor']);
    expect(first.items[0]?.summary).toHaveLength(1_000);
    expect(first.items[1]).toMatchObject({ summary: 'two\uFFFD', outcome: 'refused' });
    const second = await log.list(tenant, { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ items: [{ summary: 'one', taskId, stepId: 'a' }], nextCursor: null });
    expect((await log.list(tenant, { limit: 10, taskId })).items).toHaveLength(2);
    expect((await log.list(tenant, { limit: 10, arm: 'coder', taskId })).items).toHaveLength(1);
    expect((await log.list(tenant, { limit: 10, arm: 'judge' })).items).toEqual([]);
  });
});

describe('the history of tasks', () => {
  it('has what became of each that has ended, newest first', async () => {
    const running = await runningTask(tasks, 'a', 'b');
    await tasks.startStep(running, 'a', 1);
    await tasks.finishStep(running, 'a', 1, succeeded({}, 0.25));
    expect((await history.list('acme', { limit: 10 })).items).toEqual([]);
    await tasks.transition(running, 'judging');
    await tasks.finish(running, { status: 'succeeded', result });
    const session = newTask({ goal: 'Why?', session_id: 's' });
    const { lease } = await claimedTask(tasks, { task: session });
    await tasks.transition(lease, 'planning');
    await tasks.savePlan(lease, planOf('a'), {});
    await tasks.cancel('acme', session.id, { actor: 'jo' });
    const first = await history.list('acme', { limit: 1 });
    expect(first.items).toMatchObject([
      {
        id: session.id,
        goal: 'Why?',
        status: 'cancelled',
        answer: null,
        arms: [],
        sessionId: 's',
        costUsd: 0,
      },
    ]);
    const second = await history.list('acme', { limit: 1, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({
      items: [
        { status: 'succeeded', answer: result.output, answerable: true, arms: ['retriever'], costUsd: 0.25 },
      ],
      nextCursor: null,
    });
    expect((await history.list('acme', { limit: 10, sessionId: 's' })).items).toHaveLength(1);
  });
});
