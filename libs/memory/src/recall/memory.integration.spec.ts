import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConflictError, ForbiddenError, newId, UnavailableError } from '@octollm/contracts';
import { LocalAdmissionLimiter } from '@octollm/resilience';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActionLog } from '../actions/action-log.ts';
import type { Database } from '../database/database.ts';
import { capabilityOf, redact, wordEmbeddings } from '../fixtures/memory.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { EntityStore } from '../knowledge/entity-store.ts';
import type { NewEntity } from '../knowledge/new-entity.ts';
import { collectionOf } from '../vectors/collections.ts';
import { SqliteVectorStore } from '../vectors/sqlite-vector-store.ts';
import type { Embeddings } from './meanings.ts';
import type { Memory } from './memory.ts';
import { openMemory } from './open-memory.ts';
import type { Question } from './question.ts';
import { SolutionStore } from './solution-store.ts';

/* Over a real PostgreSQL and a real vector store, with the redaction of the guardrails. */
const folder = mkdtempSync(join(tmpdir(), 'octollm-memory-'));
let databases: TestDatabases;
let database: Database;
let vectors: SqliteVectorStore;
let memory: Memory;
let log: ActionLog;

const open = (embeddings: Embeddings = wordEmbeddings): Memory =>
  openMemory({
    database,
    vectors,
    embeddings,
    redact,
    limiter: new LocalAdmissionLimiter(),
    rate: { perMinute: 1_000, burst: 1_000 },
  });

beforeAll(async () => {
  databases = await startTestDatabases();
  ({ database } = await databases.open());
  vectors = SqliteVectorStore.open(join(folder, 'vectors.sqlite'));
  memory = open();
  log = new ActionLog(database);
});
afterAll(async () => {
  await vectors.close();
  await databases.stop();
  rmSync(folder, { recursive: true });
});

const remember = (tenant: string, memories: NewEntity): ReturnType<Memory['remember']> =>
  memory.remember(tenant, capabilityOf('planner', tenant), memories);

const recalled = async (tenant: string, arm: string, question: Question): Promise<string[]> =>
  (await memory.recall(tenant, capabilityOf(arm, tenant), question)).map(({ entity }) => entity.name);

const tool = (name: string, description: string): NewEntity => ({
  type: 'tool',
  name,
  properties: { description },
});
const concept = (name: string, definition: string): NewEntity => ({
  type: 'concept',
  name,
  properties: { definition },
});

describe('memory', () => {
  beforeAll(async () => {
    await remember('acme', tool('quicksort', 'sorts a list in place'));
    await remember('acme', tool('strptime', 'reads a date out of a text'));
    await remember('acme', concept('parsing', 'to parse a text into a tree'));
    await remember('acme', {
      type: 'task',
      name: 't1',
      properties: { goal: 'sort the list', outcome: 'succeeded' },
    });
    await remember('other', tool('secretary', 'sorts the secret list'));
  });

  it.each<[string, string, Question, string[]]>([
    ['a name', 'coder', { kind: 'name', type: 'tool', name: 'quicksort' }, ['quicksort']],
    ['a name that nothing has', 'coder', { kind: 'name', type: 'tool', name: 'Quicksort' }, []],
    ['words', 'coder', { kind: 'words', text: 'texts' }, ['parsing', 'strptime']],
    ['words of one type', 'coder', { kind: 'words', text: 'texts', types: ['concept'] }, ['parsing']],
    ['words, of which other arms know more', 'coder', { kind: 'words', text: 'sort' }, ['quicksort']],
    ['a meaning', 'coder', { kind: 'meaning', text: 'How do I parse a tree?' }, ['parsing']],
    [
      'a meaning of one type',
      'coder',
      { kind: 'meaning', text: 'parse a date', types: ['tool'] },
      ['strptime'],
    ],
    ['a meaning for the planner', 'planner', { kind: 'meaning', text: 'sort list', types: ['task'] }, ['t1']],
    ['a meaning that nothing has', 'coder', { kind: 'meaning', text: 'mail' }, []],
    ['anything', 'coder', { kind: 'any', text: 'parse a text' }, ['parsing']],
    ['as many as are wanted', 'planner', { kind: 'any', text: 'sort', limit: 1 }, ['t1']],
  ])('answers %s', async (_what, arm, question, expected) => {
    expect(await recalled('acme', arm, question)).toEqual(expected);
  });

  it('puts what words and meaning both find before what one of them finds', async () => {
    const tenant = newId();
    for (const one of [tool('a', 'a graph'), tool('b', 'the mail'), tool('c', 'geographic')])
      await remember(tenant, one);
    const found = await memory.recall(tenant, capabilityOf('coder', tenant), { kind: 'any', text: 'graph' });
    expect(found.map(({ entity }) => entity.name)).toEqual(['a', 'c']);
    expect(found.map(({ score }) => score)).toEqual([2 / 61, 1 / 62]);
  });

  it('is a tenant’s own', async () => {
    for (const question of [
      { kind: 'name', type: 'tool', name: 'secretary' },
      { kind: 'words', text: 'secret' },
      { kind: 'meaning', text: 'secret' },
      { kind: 'any', text: 'secret' },
    ] as const) {
      expect(await recalled('acme', 'coder', question)).toEqual([]);
      expect(await recalled('other', 'coder', question)).toEqual(['secretary']);
      const foreign = memory.recall('other', capabilityOf('coder', 'acme'), question);
      await expect(foreign).rejects.toThrow(ForbiddenError);
    }
  });

  it('keeps the vectors of a memory only with the arms that may read it', async () => {
    const tenant = newId();
    await remember(tenant, { type: 'task', name: 't', properties: { goal: 'sort', outcome: 'failed' } });
    const [sort] = await wordEmbeddings.embed(tenant, ['sort']);
    const holders: string[] = [];
    for (const arm of ['planner', 'coder', 'judge', 'executor', 'retriever'] as const)
      if (
        (await vectors.search(tenant, collectionOf(arm, 'words'), sort ?? new Float32Array(), 1)).length > 0
      )
        holders.push(arm);
    expect(holders).toEqual(['planner', 'judge']);
  });

  it('knows what a thing is now, and not what it was', async () => {
    const tenant = newId();
    const first = await remember(tenant, tool('t', 'sorts'));
    const changed = memory.remember(
      tenant,
      capabilityOf('planner', tenant),
      tool('t', 'sends mail'),
      first.version,
    );
    expect((await changed).version).toBe(2);
    expect(await recalled(tenant, 'coder', { kind: 'meaning', text: 'sort' })).toEqual([]);
    expect(await recalled(tenant, 'coder', { kind: 'meaning', text: 'mail' })).toEqual(['t']);
    const late = memory.remember(tenant, capabilityOf('planner', tenant), tool('t', 'parses'), first.version);
    await expect(late).rejects.toThrow(ConflictError);
    expect(await recalled(tenant, 'coder', { kind: 'meaning', text: 'mail' })).toEqual(['t']);
  });

  it('keeps nothing when the model does not answer, and everything when it is done again', async () => {
    const tenant = newId();
    const broken = open({ model: 'words', embed: () => Promise.reject(new UnavailableError('no model')) });
    const failed = broken.remember(tenant, capabilityOf('planner', tenant), tool('t', 'sorts'));
    await expect(failed).rejects.toThrow('no model');
    expect(await new EntityStore(database).findByName(tenant, 'tool', 't')).toBeNull();
    await remember(tenant, tool('t', 'sorts'));
    expect(await recalled(tenant, 'coder', { kind: 'meaning', text: 'sort' })).toEqual(['t']);
  });

  it('begins anew with another model, whose vectors say something else', async () => {
    const tenant = newId();
    await remember(tenant, tool('old', 'sorts'));
    const other = open({ ...wordEmbeddings, model: 'other words' });
    const question = { kind: 'meaning', text: 'sort' } as const;
    expect(await other.recall(tenant, capabilityOf('coder', tenant), question)).toEqual([]);
    await other.remember(tenant, capabilityOf('planner', tenant), tool('new', 'sorts'));
    expect(await other.recall(tenant, capabilityOf('coder', tenant), question)).toMatchObject([
      { entity: { name: 'new' } },
    ]);
    expect(await recalled(tenant, 'coder', question)).toEqual(['old']);
  });

  it('is not found by what the arm does not see of it', async () => {
    const tenant = newId();
    const properties = { description: 'a weakness', severity: 'low', exploit: 'aardvark mail' };
    await remember(tenant, { type: 'vulnerability', name: 'v', properties });
    const ask = (arm: string, question: Question) => recalled(tenant, arm, question);
    const filtered = { kind: 'words', text: 'weakness', properties: { exploit: 'aardvark mail' } } as const;
    for (const arm of ['judge', 'executor']) {
      expect(await ask(arm, { kind: 'words', text: 'weakness' })).toEqual(['v']);
      expect(await ask(arm, { kind: 'words', text: 'aardvark' })).toEqual([]);
      expect(await ask(arm, { kind: 'meaning', text: 'mail' })).toEqual([]);
    }
    await expect(ask('judge', filtered)).rejects.toThrow(ForbiddenError);
    expect(await ask('executor', filtered)).toEqual(['v']);
  });

  it('leads from one memory to others, but not through what the arm may not read', async () => {
    const tenant = newId();
    const [a, b, c] = [
      await remember(tenant, tool('a', 'x')),
      await remember(tenant, { type: 'task', name: 'b', properties: { goal: 'x', outcome: 'failed' } }),
      await remember(tenant, concept('c', 'x')),
    ];
    for (const [from, to] of [
      [a.id, b.id],
      [b.id, c.id],
    ] as const)
      await memory.relate(tenant, capabilityOf('planner', tenant), {
        from,
        type: 'uses',
        to,
        properties: {},
      });
    const around = async (arm: string, id: string): Promise<string[]> =>
      (await memory.neighbours(tenant, capabilityOf(arm, tenant), id, { depth: 3 })).map(
        ({ entity }) => entity.name,
      );
    expect(await around('planner', a.id)).toEqual(['b', 'c']);
    expect(await around('coder', a.id)).toEqual([]);
    expect(await around('coder', b.id)).toEqual([]);
    expect(await around('planner', newId())).toEqual([]);
  });

  it('is forgotten whole, by whoever may read and write it', async () => {
    const tenant = newId();
    const { id } = await remember(tenant, {
      type: 'task',
      name: 't',
      properties: { goal: 'sort', outcome: 'failed' },
    });
    const forget = (arm: string, of = tenant, actions = ['memory.write']) =>
      memory.forget(of, capabilityOf(arm, of, actions), id);
    await expect(forget('coder')).rejects.toThrow(ForbiddenError);
    await expect(forget('planner', tenant, ['memory.read'])).rejects.toThrow(ForbiddenError);
    expect(await forget('planner', 'other')).toBe(false);
    expect(await recalled(tenant, 'planner', { kind: 'any', text: 'sort' })).toEqual(['t']);
    expect(await forget('planner')).toBe(true);
    expect(await recalled(tenant, 'planner', { kind: 'any', text: 'sort' })).toEqual([]);
    expect(await forget('planner')).toBe(false);
  });

  it('writes down every access, refused ones too', async () => {
    const tenant = newId();
    const capability = capabilityOf('executor', tenant);
    await memory.remember(tenant, capability, tool('t', 'sorts'));
    await memory.recall(tenant, capability, { kind: 'words', text: 'sorts' });
    await memory
      .recall(tenant, capability, { kind: 'words', text: 'x', types: ['task'] })
      .catch(() => undefined);
    const { items } = await log.list(tenant, { limit: 10, taskId: capability.claims.task_id });
    expect(items.map(({ arm, action, outcome, summary }) => [arm, action, outcome, summary])).toEqual([
      ['executor', 'memory.read', 'refused', 'forbidden'],
      ['executor', 'memory.read', 'succeeded', '1 found'],
      ['executor', 'memory.write', 'succeeded', '1 tool, version 1'],
    ]);
  });
});

describe('solutions', () => {
  const capability = (tenant: string) => capabilityOf('coder', tenant);
  const kept = async (
    tenant: string,
    ...solutions: [language: string, instruction: string, code: string][]
  ) => {
    const store = new SolutionStore(memory);
    for (const [language, instruction, code] of solutions)
      await store.keep(tenant, capability(tenant), { language, instruction, code });
    return store;
  };

  it('are found by what was asked, the three most alike, in the same language', async () => {
    const tenant = newId();
    const store = await kept(
      tenant,
      ['python', 'Sort a list', 'a'],
      ['python', 'Sort a list of dates', 'b'],
      ['python', 'Sort a tree', 'c'],
      ['python', 'Sort a graph by date and mail it', 'd'],
      ['typescript', 'Sort a list', 'e'],
      ['python', 'Send mail', 'sort sort sort list list list'],
    );
    const similar = await store.similar(tenant, capability(tenant), {
      language: 'python',
      instruction: 'Please sort this list',
    });
    expect(similar.map(({ code }) => code)).toEqual(['a', 'b', 'c']);
    expect(similar[0]).toEqual({
      language: 'python',
      instruction: 'Sort a list',
      code: 'a',
      score: expect.closeTo(1, 5),
    });
    expect(
      await store
        .similar(newId(), capability(tenant), { language: 'python', instruction: 'sort' })
        .catch((error: unknown) => error),
    ).toBeInstanceOf(ForbiddenError);
  });

  it('to the same instruction replace each other, and hold no secrets', async () => {
    const tenant = newId();
    const token = `ghp_${'aB3dE5fG7h'.repeat(3)}aB3dE5`;
    const store = await kept(tenant, ['python', 'Sort', 'old'], ['python', 'Sort', `t = "${token}"`]);
    const [found, ...more] = await store.similar(tenant, capability(tenant), {
      language: 'python',
      instruction: 'sort',
    });
    expect(more).toEqual([]);
    expect(found?.code).toMatch(/^t = /);
    expect(found?.code).not.toContain(token);
  });

  it('are for the coder alone', async () => {
    const tenant = newId();
    const store = await kept(tenant, ['python', 'Sort', 'a']);
    const others = store.similar(tenant, capabilityOf('executor', tenant), {
      language: 'python',
      instruction: 'sort',
    });
    await expect(others).rejects.toThrow(ForbiddenError);
    expect(await recalled(tenant, 'retriever', { kind: 'any', text: 'sort' })).toEqual([]);
  });
});
