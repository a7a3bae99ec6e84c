import { ConflictError, type Metadata, NotFoundError, newId, TaskQuery } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ActionLog } from './actions/action-log.ts';
import { ApprovalStore } from './approvals/approval-store.ts';
import { ArmStore } from './arms/arm-store.ts';
import type { BudgetCaps } from './budgets/amount.ts';
import { BudgetLedger } from './budgets/budget-ledger.ts';
import { TenantTierStore } from './budgets/tenant-tier-store.ts';
import { UnfinishedTasks } from './budgets/unfinished-tasks.ts';
import { ChunkStore } from './documents/chunk-store.ts';
import { DocumentStore } from './documents/document-store.ts';
import { UploadStore } from './documents/upload-store.ts';
import { chunkOf, indexedDocument, newDocument } from './fixtures/documents.ts';
import { claimed, newTask, planOf, result, succeeded, usage as usageOf } from './fixtures/tasks.ts';
import { startTestDatabases, type TestDatabases } from './fixtures/test-database.ts';
import { ApiKeyStore } from './keys/api-key-store.ts';
import { newApiKey } from './keys/key-text.ts';
import { EntityStore } from './knowledge/entity-store.ts';
import { RelationStore } from './knowledge/relation-store.ts';
import { OperationsStore } from './operations/operations-store.ts';
import { SessionStore } from './sessions/session-store.ts';
import type { TaskChangeListener } from './tasks/change-listeners.ts';
import { CheckpointStore } from './tasks/checkpoint-store.ts';
import { type Lease, LeaseLostError } from './tasks/lease.ts';
import { TaskChangeFeed } from './tasks/task-change-feed.ts';
import { TaskHistory } from './tasks/task-history.ts';
import { TaskStore } from './tasks/task-store.ts';
import { UsageStore } from './usage/usage-store.ts';

/*
 * What belongs to `acme` is there; `intruder` knows every id of it and tries every method with its own tenant. The
 * methods are taken from the classes, so one that is added without a line here fails the first test of its store.
 */

let databases: TestDatabases;
let tasks: TaskStore;
let documents: DocumentStore;
let uploads: UploadStore;
let chunks: ChunkStore;
let keys: ApiKeyStore;
let usage: UsageStore;
let operations: OperationsStore;
let approvals: ApprovalStore;
let sessions: SessionStore;
let checkpoints: CheckpointStore;
let ledger: BudgetLedger;
let tiers: TenantTierStore;
let unfinished: UnfinishedTasks;
let entities: EntityStore;
let relations: RelationStore;
let actions: ActionLog;
let history: TaskHistory;
let feed: TaskChangeFeed;

/** The ids of what acme has. */
const acme = { taskId: newId(), documentId: '', chunkId: '', keyId: '', key: '', entityId: '' };
let lease: Lease;
const action = {
  arm: 'coder',
  action: 'code',
  taskId: acme.taskId,
  stepId: 'a',
  summary: 'secret',
  outcome: 'succeeded',
  provenanceSha256: null,
} as const;
const cost = usageOf(0.5);

beforeAll(async () => {
  databases = await startTestDatabases();
  const { database, url } = await databases.open();
  tasks = new TaskStore(database);
  documents = new DocumentStore(database);
  uploads = new UploadStore(database);
  chunks = new ChunkStore(database);
  keys = new ApiKeyStore(database);
  usage = new UsageStore(database);
  operations = new OperationsStore(database);
  approvals = new ApprovalStore(database);
  sessions = new SessionStore(database);
  checkpoints = new CheckpointStore(database);
  ledger = new BudgetLedger(database);
  tiers = new TenantTierStore(database);
  unfinished = new UnfinishedTasks(database);
  entities = new EntityStore(database);
  relations = new RelationStore(database);
  actions = new ActionLog(database);
  history = new TaskHistory(database);
  feed = new TaskChangeFeed({ directUrl: url });
  await feed.start();

  const task = newTask({}, { id: acme.taskId, idempotency: { key: 'k', bodySha256: 'a'.repeat(64) } });
  await tasks.create('acme', task);
  ({ lease } = claimed(await tasks.claim('acme', acme.taskId, 'a', 60_000)));
  await tasks.transition(lease, 'planning');
  await tasks.savePlan(lease, planOf('a'), {});
  await tasks.transition(lease, 'running');
  await tasks.startStep(lease, 'a', 1);
  const error = { code: 'broken', message: 'the secret of acme', retryable: true, step_id: 'a' };
  await tasks.finishStep(lease, 'a', 1, { status: 'retrying', error, usage: cost, delayMs: 0 });
  await tasks.startStep(lease, 'a', 2);
  await approvals.request(lease, ['a']);
  await sessions.use('acme', 'the-secret-session', 'jo');
  const tool = await entities.upsert('acme', { type: 'tool', name: 'secret', properties: { owner: 'acme' } });
  const library = await entities.upsert('acme', { type: 'library', name: 'secret', properties: {} });
  await relations.relate('acme', {
    from: tool.id,
    type: 'uses',
    to: library.id,
    properties: { why: 'secret' },
  });
  Object.assign(acme, { entityId: tool.id });
  await actions.record('acme', [action]);
  const indexed = await indexedDocument(documents, 'acme', ['secret passage'], { owner: 'acme' });
  Object.assign(acme, { documentId: indexed.id, chunkId: indexed.chunks[0]?.id });
  const { key, record } = await keys.create('acme', { name: 'n', scopes: [], tier: 'free', kind: 'live' });
  Object.assign(acme, { keyId: record.id, key });
});
afterAll(async () => {
  await feed.close();
  await databases.stop();
});

const methodsOf = (store: { prototype: object }): string[] =>
  Object.getOwnPropertyNames(store.prototype).filter((name) => name !== 'constructor');

type Attempts = Record<string, () => Promise<unknown>>;

/** Calls every method as the intruder and looks at acme's things before and after. */
const attempt = (attempts: () => Attempts): void => {
  it.each(Object.keys(attempts()))('lets nobody else in: %s', async (name) => {
    const before = await everythingOfAcme();
    await attempts()[name]?.();
    expect(await everythingOfAcme()).toEqual(before);
  });
};

const bm25 = { k1: 1.2, b: 0.75 };

const everythingOfAcme = async (): Promise<unknown> => [
  await tasks.get('acme', acme.taskId),
  await tasks.plan('acme', acme.taskId),
  await tasks.events('acme', acme.taskId, 0, 100),
  await tasks.audit('acme', acme.taskId),
  await documents.find('acme', acme.documentId),
  await documents.content('acme', acme.documentId),
  await chunks.searchByTerms('acme', ['secret'], { limit: 10, filters: {}, bm25 }),
  await chunks.termStatistics('acme', ['secret']),
  await keys.list('acme', { limit: 100 }),
  await approvals.of('acme', acme.taskId),
  await sessions.read('acme', 'the-secret-session', 'jo', { limit: 20 }),
  await checkpoints.list('acme', acme.taskId),
  await ledger.account('acme', 'task', acme.taskId),
  await tiers.find('acme'),
  await entities.list('acme', { limit: 10 }),
  await relations.neighbours('acme', acme.entityId),
  await actions.list('acme', { limit: 10 }),
];

describe('TaskStore', () => {
  /** A lease with the right task and token under the wrong tenant. */
  const stolen = (): Lease => ({ ...lease, tenantId: 'intruder' });
  const lost = (work: Promise<unknown>) => expect(work).rejects.toThrow(LeaseLostError);

  const attempts = (): Attempts => ({
    create: async () => {
      const own = newTask({}, { idempotency: { key: 'k', bodySha256: 'b'.repeat(64) } });
      expect(await tasks.create('intruder', own)).toMatchObject({ created: true, task: { id: own.id } });
      const child = tasks.create('intruder', newTask({ parent_task_id: acme.taskId }));
      await expect(child).rejects.toThrow('There is no task');
      // The same id is another task for another tenant.
      const same = await tasks.create('intruder', newTask({ goal: 'mine' }, { id: acme.taskId }));
      expect(same).toMatchObject({ created: true, task: { goal: 'mine', status: 'queued' } });
      const { lease: own2 } = claimed(await tasks.claim('intruder', acme.taskId, 'x', 1));
      await tasks.cancel('intruder', own2.taskId, { actor: 'x' });
    },
    find: async () => expect(await tasks.find('third', acme.taskId)).toBeNull(),
    findByKey: async () =>
      expect(await tasks.findByKey('third', { key: 'k', bodySha256: 'a'.repeat(64) })).toBeNull(),
    get: () => expect(tasks.get('third', acme.taskId)).rejects.toThrow(NotFoundError),
    list: async () => expect((await tasks.list('third', TaskQuery.parse({}))).items).toEqual([]),
    plan: () => expect(tasks.plan('third', acme.taskId)).rejects.toThrow(NotFoundError),
    events: async () => expect(await tasks.events('third', acme.taskId, 0, 100)).toEqual([]),
    audit: () => expect(tasks.audit('third', acme.taskId)).rejects.toThrow(NotFoundError),
    claim: async () => expect(await tasks.claim('third', acme.taskId, 'x', 1_000)).toBeNull(),
    renew: () => lost(tasks.renew(stolen(), 1_000)),
    release: async () => {
      await tasks.release(stolen());
      await tasks.renew(lease, 60_000);
    },
    transition: () => lost(tasks.transition(stolen(), 'judging')),
    savePlan: () => lost(tasks.savePlan(stolen(), planOf('a', 'b'), {})),
    startStep: () => lost(tasks.startStep(stolen(), 'a', 3)),
    finishStep: () => lost(tasks.finishStep(stolen(), 'a', 2, succeeded())),
    finish: () => lost(tasks.finish(stolen(), { status: 'succeeded', result })),
    cancel: () => expect(tasks.cancel('third', acme.taskId, { actor: 'x' })).rejects.toThrow(NotFoundError),
    // System-wide on purpose: it names tasks to the reconciler and reads nothing of them.
    orphans: async () => expect(await tasks.orphans({ idleMs: 0, limit: 100 })).not.toContain(acme.taskId),
  });

  it('is tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(methodsOf(TaskStore).toSorted());
  });
  attempt(attempts);
});

describe('DocumentStore', () => {
  const attempts = (): Attempts => ({
    create: async () => {
      const request = { text: 'shared text', media_type: 'text/plain', metadata: {} } as const;
      const theirs = await documents.create('acme', { id: newId(), request });
      const own = await documents.create('intruder', { id: newId(), request });
      expect(own.id).not.toBe(theirs.id);
      const same = await documents.create('intruder', { ...newDocument('mine'), id: acme.documentId });
      expect(same).toMatchObject({ id: acme.documentId, status: 'queued' });
      await documents.delete('intruder', acme.documentId);
    },
    find: async () => expect(await documents.find('intruder', acme.documentId)).toBeNull(),
    content: async () => expect(await documents.content('intruder', acme.documentId)).toBeNull(),
    index: () =>
      expect(documents.index('intruder', acme.documentId, [chunkOf('x')])).rejects.toThrow(NotFoundError),
    take: async () => expect(await documents.take('intruder', acme.documentId)).toBeNull(),
    giveBack: () => documents.giveBack('intruder', acme.documentId, ''),
    chunkIds: async () => expect(await documents.chunkIds('intruder', acme.documentId)).toEqual([]),
    progress: async () => {
      const { version = '' } = (await documents.content('acme', acme.documentId)) ?? {};
      await documents.progress('intruder', acme.documentId, version, { done: 7, total: 7 });
    },
    fail: () => documents.fail('intruder', acme.documentId, 'broken'),
    delete: async () => expect(await documents.delete('intruder', acme.documentId)).toBe(false),
    // System-wide on purpose, as orphans is.
    queued: async () => expect(await documents.queued({ olderThanMs: 0, limit: 1 })).not.toContain('secret'),
    embeddedOtherwise: async () =>
      expect(await documents.embeddedOtherwise({ model: 'other', limit: 1 })).not.toContain('secret'),
    embedded: async () => {
      const { version = '' } = (await documents.content('acme', acme.documentId)) ?? {};
      const embedded = { version, model: 'other', isRefused: true, refusal: 'secret' };
      expect(await documents.embedded('intruder', acme.documentId, embedded)).toBe(false);
    },
  });

  it('is tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(methodsOf(DocumentStore).toSorted());
  });
  attempt(attempts);
});

describe('UploadStore', () => {
  const uploadId = newId();
  const attempts = (): Attempts => ({
    append: async () => {
      await uploads.append('acme', uploadId, 0, Buffer.from('secret file'));
      await uploads.append('intruder', uploadId, 0, Buffer.from('mine'));
      expect(Buffer.from(await uploads.read('acme', uploadId)).toString()).toBe('secret file');
      expect(Buffer.from(await uploads.read('intruder', uploadId)).toString()).toBe('mine');
      await uploads.discard('intruder', uploadId);
    },
    read: () => expect(uploads.read('intruder', uploadId)).rejects.toThrow(NotFoundError),
    discard: async () => {
      await uploads.discard('intruder', uploadId);
      expect(await uploads.read('acme', uploadId)).toHaveLength(11);
    },
    // For all tenants on purpose; it gives nothing away.
    sweep: async () => expect(await uploads.sweep({ olderThanMs: 60_000 })).toBeUndefined(),
  });

  it('is tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(methodsOf(UploadStore).toSorted());
  });
  attempt(attempts);
});

describe('ChunkStore', () => {
  const attempts = (): Attempts => ({
    searchByTerms: async () => {
      const { id } = await indexedDocument(documents, 'intruder', ['secret of my own']);
      const filters: Metadata[] = [{}, { owner: 'acme' }];
      for (const filter of filters)
        expect(
          (
            await chunks.searchByTerms('intruder', ['secret', 'passage'], {
              limit: 10,
              filters: filter,
              bm25,
            })
          ).found.filter(({ chunk }) => chunk.documentId !== id),
        ).toEqual([]);
    },
    termStatistics: async () =>
      expect(await chunks.termStatistics('third', ['secret'])).toEqual({
        chunks: 0,
        averageLength: 0,
        frequencies: new Map(),
      }),
    byIds: async () => expect(await chunks.byIds('intruder', [acme.chunkId])).toEqual([]),
  });

  it('is tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(methodsOf(ChunkStore).toSorted());
  });
  attempt(attempts);
});

describe('ApiKeyStore', () => {
  const grant = { name: 'n', scopes: ['admin'], tier: 'free' } as const;
  const attempts = (): Attempts => ({
    create: async () => {
      const { record } = await keys.create('intruder', { ...grant, name: newId(), kind: 'live' });
      expect(record.tenantId).toBe('intruder');
    },
    // Without a tenant on purpose: the key says whose it is.
    findByHashes: async () => expect(await keys.findByHashes([newApiKey('live')])).toEqual(new Map()),
    findByHash: async () => expect(await keys.findByHash(newApiKey('live'))).toBeNull(),
    find: () => expect(keys.find('intruder', acme.keyId)).rejects.toThrow(NotFoundError),
    list: async () => expect((await keys.list('third', { limit: 100 })).items).toEqual([]),
    rotate: () => expect(keys.rotate('intruder', acme.keyId, 60)).rejects.toThrow(NotFoundError),
    touch: () => keys.touch([{ tenantId: 'intruder', id: acme.keyId, at: new Date() }]),
    revoke: () => expect(keys.revoke('intruder', acme.keyId)).rejects.toThrow(NotFoundError),
    ensure: () => expect(keys.ensure('intruder', acme.key, grant)).rejects.toThrow(ConflictError),
  });

  it('is tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(methodsOf(ApiKeyStore).toSorted());
  });
  attempt(attempts);
});

describe('UsageStore', () => {
  const period = { from: new Date(0), to: new Date(Date.now() + 86_400_000) };
  const attempts = (): Attempts => ({
    read: async () => {
      expect((await usage.read('acme', period, ['day'])).total.cost_usd).toBe(0.5);
      expect((await usage.read('third', period, ['tenant'])).items).toEqual([]);
    },
    // Of everybody on purpose: operators find with it who spends most. It tells names and sums.
    readAllTenants: async () => {
      const { items } = await usage.readAllTenants(period, ['tenant']);
      expect(items.find(({ tenant }) => tenant === 'acme')).toMatchObject({ cost_usd: 0.5 });
      expect(JSON.stringify(items)).not.toMatch(new RegExp(`secret|${acme.taskId}`));
    },
  });

  it('is tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(methodsOf(UsageStore).toSorted());
  });
  attempt(attempts);
});

describe('OperationsStore', () => {
  const tellsNothing = (report: unknown) =>
    expect(JSON.stringify(report)).not.toMatch(new RegExp(`acme|secret|${acme.taskId}`));
  const attempts = (): Attempts => ({
    failures: async () => {
      expect(await operations.failures('acme', 10)).toMatchObject([{ message: 'the secret of acme' }]);
      expect(await operations.failures('third', 10)).toEqual([]);
    },
    // Without a tenant on purpose, both: they add up everybody's and tell nobody's.
    failureCounts: async () => {
      const counts = await operations.failureCounts(60);
      expect(counts).toMatchObject([{ code: 'broken', count: 1 }]);
      tellsNothing(counts);
    },
    performance: async () => tellsNothing(await operations.performance(60)),
    work: async () => tellsNothing(await operations.work()),
    backlog: async () => tellsNothing(await operations.backlog({ maxAgeSeconds: 60, mostTasks: 100 })),
    activeTasks: async () => {
      expect(await operations.activeTasks('acme', 10)).toMatchObject([
        { task_id: acme.taskId, lease_owner: 'a', current_steps: ['a'], awaiting_approval: ['a'] },
      ]);
      expect(await operations.activeTasks('third', 10)).toEqual([]);
    },
    // Without a tenant on purpose, too.
    activeTaskCounts: async () => {
      const counts = await operations.activeTaskCounts();
      expect(counts).toContainEqual(expect.objectContaining({ status: 'running', count: 1, held: 1 }));
      tellsNothing(counts);
    },
  });

  it('is tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(methodsOf(OperationsStore).toSorted());
  });
  attempt(attempts);
});

describe('BudgetLedger', () => {
  const caps: BudgetCaps = { task: {}, session: {}, tenantMonth: {} };
  const amount = { nanoUsd: 5, tokens: 5, calls: 1 };
  const wish = () => ({ taskId: acme.taskId, month: '2026-11', amount });
  const reserved = async () => {
    const result = await ledger.reserve('acme', wish(), caps);
    if (!result.granted) throw new Error('refused');
    return result.reservation;
  };
  const attempts = (): Attempts => ({
    reserve: () => ledger.reserve('intruder', wish(), caps),
    settle: async () => {
      const reservation = await reserved();
      expect(await ledger.settle({ ...reservation, tenantId: 'intruder' }, null)).toBe(false);
      expect(await ledger.settle(reservation, { nanoUsd: 0, tokens: 0, calls: 0 })).toBe(true);
    },
    charge: () => ledger.charge('intruder', wish(), amount),
    settled: () => ledger.settled(),
    settleOpen: async () => {
      const reservation = await reserved();
      await ledger.settleOpen('intruder', acme.taskId);
      await ledger.settle(reservation, { nanoUsd: 0, tokens: 0, calls: 0 });
    },
    account: async () => expect((await ledger.account('third', 'task', acme.taskId)).spent.calls).toBe(0),
    // System-wide on purpose: it only closes what nobody can report on any more.
    settleEnded: async () => expect(await ledger.settleEnded({ endedForMs: 60_000, limit: 10 })).toBe(0),
  });

  it('is tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(methodsOf(BudgetLedger).toSorted());
  });
  attempt(attempts);
});

describe('EntityStore', () => {
  const secret = { type: 'tool', name: 'secret', properties: {} };
  const attempts = (): Attempts => ({
    upsert: async () => {
      const own = await entities.upsert('intruder', secret);
      expect(own).toMatchObject({ version: 1, properties: {} });
      expect(own.id).not.toBe(acme.entityId);
      await expect(entities.upsert('third', secret, 1)).rejects.toThrow(ConflictError);
    },
    get: () => expect(entities.get('intruder', acme.entityId)).rejects.toThrow(NotFoundError),
    findByName: async () => expect(await entities.findByName('third', 'tool', 'secret')).toBeNull(),
    byIds: async () => expect(await entities.byIds('intruder', [acme.entityId])).toEqual([]),
    list: async () => expect((await entities.list('third', { limit: 10 })).items).toEqual([]),
    search: async () => {
      expect(await entities.search('acme', { text: 'secret', limit: 10 })).toHaveLength(2);
      expect(await entities.search('third', { text: 'secret', limit: 10 })).toEqual([]);
      const properties = { owner: 'acme' };
      expect(await entities.search('third', { text: 'secret', properties, limit: 10 })).toEqual([]);
    },
    delete: async () => expect(await entities.delete('intruder', acme.entityId)).toBe(false),
  });

  it('is tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(methodsOf(EntityStore).toSorted());
  });
  attempt(attempts);
});

describe('RelationStore', () => {
  const attempts = (): Attempts => ({
    relate: async () => {
      const own = await entities.upsert('intruder', { type: 'tool', name: 'own', properties: {} });
      const ends = [
        { from: own.id, to: acme.entityId },
        { from: acme.entityId, to: own.id },
        { from: acme.entityId, to: acme.entityId },
      ];
      for (const end of ends) {
        const relation = { ...end, type: 'uses', properties: {} };
        await expect(relations.relate('intruder', relation)).rejects.toThrow(NotFoundError);
      }
    },
    unrelate: async () => {
      const [found] = await relations.neighbours('acme', acme.entityId);
      if (found === undefined) throw new Error('no neighbour');
      expect(await relations.unrelate('intruder', found.by)).toBe(false);
    },
    neighbours: async () =>
      expect(await relations.neighbours('intruder', acme.entityId, { depth: 4 })).toEqual([]),
  });

  it('is tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(methodsOf(RelationStore).toSorted());
  });
  attempt(attempts);
});

describe('ActionLog and TaskHistory', () => {
  const attempts = (): Attempts => ({
    record: () => actions.record('intruder', [action]),
    list: async () => {
      expect((await actions.list('third', { limit: 10, taskId: acme.taskId })).items).toEqual([]);
      await tasks
        .create('acme', newTask({}, { id: newId() }))
        .then(({ task }) => tasks.cancel('acme', task.id, { actor: 'x' }));
      expect((await history.list('acme', { limit: 10 })).items).not.toEqual([]);
      expect((await history.list('third', { limit: 10 })).items).toEqual([]);
    },
  });

  it('are tried with every method', () => {
    const methods = new Set([...methodsOf(ActionLog), ...methodsOf(TaskHistory)]);
    expect(Object.keys(attempts()).toSorted()).toEqual([...methods].toSorted());
  });
  attempt(attempts);
});

describe('TenantTierStore and UnfinishedTasks', () => {
  const attempts = (): Attempts => ({
    remember: () => tiers.remember('intruder', 'enterprise'),
    find: async () => expect(await tiers.find('third')).toBeNull(),
    count: async () => {
      expect(await unfinished.count('acme', 10)).toBeGreaterThan(0);
      expect(await unfinished.count('third', 10)).toBe(0);
    },
  });

  it('are tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(
      [...methodsOf(TenantTierStore), ...methodsOf(UnfinishedTasks)].toSorted(),
    );
  });
  attempt(attempts);
});

describe('ArmStore', () => {
  it('has nothing of a tenant: arms belong to the platform', () => {
    expect(methodsOf(ArmStore).toSorted()).toEqual(['list', 'save']);
  });
});

describe('ApprovalStore', () => {
  const stolen = (): Lease => ({ ...lease, tenantId: 'intruder' });
  const decision = { status: 'approved', actor: 'x' } as const;
  const attempts = (): Attempts => ({
    request: () => expect(approvals.request(stolen(), ['b'])).rejects.toThrow(LeaseLostError),
    of: async () => expect(await approvals.of('third', acme.taskId)).toEqual([]),
    decide: () =>
      expect(approvals.decide('third', acme.taskId, 'a', decision)).rejects.toThrow(NotFoundError),
    takeUp: () => expect(approvals.takeUp(stolen(), ['a'])).rejects.toThrow(LeaseLostError),
    // System-wide on purpose, as orphans is.
    unattended: async () => expect(await approvals.unattended({ idleMs: 0, limit: 100 })).toEqual([]),
  });

  it('is tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(methodsOf(ApprovalStore).toSorted());
  });
  attempt(attempts);
});

describe('SessionStore', () => {
  const id = 'the-secret-session';
  const attempts = (): Attempts => ({
    use: async () => {
      await sessions.use('intruder', id, 'jo');
      await tasks.create('intruder', newTask({ session_id: id }));
    },
    read: () => expect(sessions.read('third', id, 'jo', { limit: 20 })).rejects.toThrow(NotFoundError),
    // System-wide on purpose: it looks at nothing but their age.
    purge: async () => expect(await sessions.purge(new Date(0))).toBe(0),
  });

  it('is tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(methodsOf(SessionStore).toSorted());
  });
  attempt(attempts);
});

describe('CheckpointStore', () => {
  const fork = { id: newId(), checkpoint: 3, actor: 'x', traceparent: '' };
  const attempts = (): Attempts => ({
    list: () => expect(checkpoints.list('third', acme.taskId)).rejects.toThrow(NotFoundError),
    fork: () => expect(checkpoints.fork('third', acme.taskId, fork)).rejects.toThrow(NotFoundError),
  });

  it('is tried with every method', () => {
    expect(Object.keys(attempts()).toSorted()).toEqual(methodsOf(CheckpointStore).toSorted());
  });
  attempt(attempts);
});

describe('TaskChangeFeed', () => {
  it('tells nobody of the changes of others', async () => {
    const [theirs, ours] = [vi.fn<TaskChangeListener>(), vi.fn<TaskChangeListener>()];
    feed.subscribe('intruder', acme.taskId, theirs);
    feed.subscribe('acme', acme.taskId, ours);
    await tasks.finishStep(lease, 'a', 2, succeeded());
    await vi.waitFor(() => expect(ours).toHaveBeenCalled());
    expect(theirs).not.toHaveBeenCalled();
  });
});
