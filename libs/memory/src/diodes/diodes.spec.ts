import { ForbiddenError, InvalidRequestError, RateLimitedError, UnavailableError } from '@octollm/contracts';
import { LocalAdmissionLimiter } from '@octollm/resilience';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { capabilityOf, RecordedAccesses, redact } from '../fixtures/memory.ts';
import type { Entity } from '../knowledge/entity-row.ts';
import type { NewEntity } from '../knowledge/new-entity.ts';
import { readableTypes } from './access.ts';
import { arms } from './arm.ts';
import type { AccessLog } from './audited.ts';
import type { MemoryCapability } from './capability.ts';
import { ReadDiode, type ReadRate } from './read-diode.ts';
import { type MemoryType, memoryTypes, type Remembered } from './remembered.ts';
import { WriteDiode } from './write-diode.ts';

let log: RecordedAccesses;
beforeEach(() => {
  log = new RecordedAccesses();
});

const entityOf = ({ type, name, properties }: NewEntity): Entity => ({
  id: 'e0000000-0000-4000-8000-000000000000',
  type,
  name,
  properties,
  version: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
});

const tool: NewEntity = { type: 'tool', name: 'grep', properties: { description: 'finds lines' } };
const outcomes = () => log.actions.map(({ action, outcome, summary }) => [action, outcome, summary]);

describe('the write diode', () => {
  const keep = vi.fn<(checked: Remembered) => Promise<Entity>>();
  beforeEach(() => {
    keep.mockReset();
    keep.mockImplementation(async (checked) => entityOf(checked));
  });
  const write = (entity: unknown, capability = capabilityOf('coder'), to: AccessLog = log) =>
    new WriteDiode({ redact, log: to }).write('acme', capability, entity as NewEntity, keep);

  it('lets in what is allowed and well-formed, and writes down who it was and what, but no text', async () => {
    const capability = capabilityOf('executor');
    await write(tool, capability);
    expect(keep).toHaveBeenCalledWith(tool);
    expect(log.actions).toEqual([
      {
        tenantId: 'acme',
        arm: 'executor',
        action: 'memory.write',
        taskId: capability.claims.task_id,
        stepId: 'step',
        summary: '1 tool, version 1',
        outcome: 'succeeded',
        provenanceSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('keeps no card, social security number or secret, wherever it stands', async () => {
    const [card, ssn, key] = ['4111 1111 1111 1111', '536-90-4399', `sk-proj-${'a1B2'.repeat(12)}`];
    await write({
      type: 'concept',
      name: `paid with ${card}`,
      properties: { definition: `of ${ssn}`, aliases: ['fine', `api_key = ${key}`] },
    });
    const kept = JSON.stringify(keep.mock.calls);
    for (const secret of [card, ssn, key]) expect(kept).not.toContain(secret);
    expect(kept).toContain('fine');
    expect(JSON.stringify(log.actions)).not.toMatch(/paid|definition|fine/);
  });

  it('redacts before it checks, so what is not well-formed any more is refused', async () => {
    const properties = { description: 'x', 'card 4111111111111111': 'y' };
    await expect(write({ ...tool, properties })).rejects.toThrow(/\/properties\/card(?!.*4111111111111111)/);
    const cost = { goal: 'g', outcome: 'failed', cost_usd: 4_111_111_111_111_111 };
    await expect(write({ type: 'task', name: 't', properties: cost })).rejects.toThrow(InvalidRequestError);
    expect(keep).not.toHaveBeenCalled();
  });

  it.each<[string, MemoryCapability]>([
    ['of another tenant', capabilityOf('coder', 'other')],
    ['that only reads', capabilityOf('coder', 'acme', ['memory.read', 'code'])],
    ['of an arm without a memory', capabilityOf('guardian')],
  ])('refuses a capability %s, and says so in the log', async (_what, capability) => {
    await expect(write(tool, capability)).rejects.toThrow(ForbiddenError);
    expect(keep).not.toHaveBeenCalled();
    expect(outcomes()).toEqual([['memory.write', 'refused', 'forbidden']]);
  });

  let deep: unknown = 'x';
  for (let depth = 0; depth < 10_000; depth += 1) deep = [deep];
  it.each<[string, unknown]>([
    ['of no known type', { ...tool, type: 'person' }],
    ['without what its type needs', { ...tool, properties: {} }],
    ['with what its type does not have', { ...tool, properties: { ...tool.properties, extra: 1 } }],
    ['with a value of another type', { ...tool, properties: { description: 5 } }],
    ['nested without end', { ...tool, properties: { description: deep } }],
    ['that is a type of objects', { ...tool, type: 'constructor' }],
    ['that is nothing', null],
  ])('refuses an entity %s, and says so in the log', async (_what, entity) => {
    await expect(write(entity)).rejects.toThrow(InvalidRequestError);
    expect(keep).not.toHaveBeenCalled();
    expect(outcomes()).toEqual([['memory.write', 'refused', 'invalid_request']]);
  });

  it.each(memoryTypes)('has a schema for a %s', async (type) => {
    await expect(write({ type, name: 'n', properties: { 'no such': 1 } })).rejects.toThrow(/properties/);
  });

  it('says in the log that keeping failed', async () => {
    keep.mockRejectedValue(new UnavailableError('The database does not answer.'));
    await expect(write(tool)).rejects.toThrow(UnavailableError);
    expect(outcomes()).toEqual([['memory.write', 'failed', 'unavailable']]);
  });

  it('fails when the log does, also with a refusal', async () => {
    const broken: AccessLog = { record: () => Promise.reject(new UnavailableError('no log')) };
    await expect(write(tool, capabilityOf('coder'), broken)).rejects.toThrow('no log');
    await expect(write(tool, capabilityOf('guardian'), broken)).rejects.toThrow('no log');
  });

  it('lets relations in with redacted properties, and leaves their ids alone', async () => {
    const relation = {
      from: '41111111-1111-4111-8111-111111111111',
      type: 'uses',
      to: '41111111-1111-4111-8111-111111111112',
      properties: { why: 'card 4111111111111111' },
    };
    const kept: unknown[] = [];
    await new WriteDiode({ redact, log }).relate('acme', capabilityOf('coder'), relation, async (checked) => {
      kept.push(checked);
    });
    expect(kept).toEqual([{ ...relation, properties: { why: expect.not.stringContaining('4111') } }]);
    const refused = new WriteDiode({ redact, log }).relate(
      'acme',
      capabilityOf('x'),
      relation,
      async () => {},
    );
    await expect(refused).rejects.toThrow(ForbiddenError);
    expect(outcomes().map(([, outcome]) => outcome)).toEqual(['succeeded', 'refused']);
  });
});

describe('the read diode', () => {
  const everything = memoryTypes.map((type) => ({
    entity: entityOf({
      type,
      name: type,
      properties: { description: 'd', exploit: 'x', cost_usd: 1, authentication: 'a' },
    }),
    score: 1,
  }));
  const read = (
    capability: MemoryCapability,
    types?: readonly MemoryType[],
    {
      find = async () => everything,
      rate,
    }: { find?: () => Promise<typeof everything>; rate?: ReadRate } = {},
  ) =>
    new ReadDiode({
      limiter: new LocalAdmissionLimiter(),
      log,
      ...(rate === undefined ? {} : { rate }),
    }).read('acme', capability, types, find);

  const access = {
    planner: ['task', 'tool', 'concept'],
    coder: ['tool', 'library', 'concept', 'solution'],
    judge: ['task', 'tool', 'vulnerability'],
    executor: ['tool', 'vulnerability'],
    retriever: ['tool', 'library', 'concept', 'vulnerability', 'endpoint'],
  };

  it.each(arms)('lets out to the %s the types that it may read, whatever is found', async (arm) => {
    const found = await read(capabilityOf(arm));
    expect(found.map(({ entity }) => entity.type).toSorted()).toEqual(access[arm].toSorted());
    for (const type of memoryTypes.filter((one) => !access[arm].includes(one)))
      await expect(read(capabilityOf(arm), [type])).rejects.toThrow(ForbiddenError);
  });

  it('takes away the properties that are not for the arm', async () => {
    const seen = async (arm: string, type: MemoryType): Promise<string[]> => {
      const found = await read(capabilityOf(arm), [type]);
      return Object.keys(found.find(({ entity }) => entity.type === type)?.entity.properties ?? {});
    };
    expect(await seen('executor', 'vulnerability')).toContain('exploit');
    expect(await seen('judge', 'vulnerability')).not.toContain('exploit');
    expect(await seen('planner', 'task')).toContain('cost_usd');
    expect(await seen('judge', 'task')).not.toContain('cost_usd');
    expect(await seen('retriever', 'endpoint')).not.toContain('authentication');
    expect(await seen('coder', 'tool')).toContain('description');
  });

  it('tells the finder what it may look for', async () => {
    const find = vi.fn<() => Promise<typeof everything>>(async () => everything);
    await read(capabilityOf('judge'), undefined, { find });
    expect(find).toHaveBeenLastCalledWith(readableTypes('judge'), 'judge');
    await read(capabilityOf('judge'), ['tool'], { find });
    expect(find).toHaveBeenLastCalledWith(['tool'], 'judge');
  });

  it.each<[string, MemoryCapability]>([
    ['of another tenant', capabilityOf('coder', 'other')],
    ['that only writes', capabilityOf('coder', 'acme', ['memory.write'])],
    ['of an arm without a memory', capabilityOf('toString')],
  ])(
    'refuses a capability %s before anything is looked for, and says so in the log',
    async (_what, capability) => {
      const find = vi.fn<() => Promise<typeof everything>>(async () => everything);
      await expect(read(capability, undefined, { find })).rejects.toThrow(ForbiddenError);
      expect(find).not.toHaveBeenCalled();
      expect(outcomes()).toEqual([['memory.read', 'refused', 'forbidden']]);
    },
  );

  it('refuses an arm that reads too often, each arm and tenant by themselves, and says so in the log', async () => {
    const diode = new ReadDiode({
      limiter: new LocalAdmissionLimiter({ now: () => 0 }),
      rate: { perMinute: 60, burst: 2 },
      log,
    });
    const of = (tenant: string, arm: string) =>
      diode.read(tenant, capabilityOf(arm, tenant), [], async () => []);
    await of('acme', 'coder');
    await of('acme', 'coder');
    const refused: unknown = await of('acme', 'coder').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RateLimitedError);
    expect(refused).toMatchObject({ retryAfter: 1 });
    await of('acme', 'judge');
    await of('other', 'coder');
    expect(outcomes().filter(([, outcome]) => outcome === 'refused')).toEqual([
      ['memory.read', 'refused', 'rate_limited'],
    ]);
  });

  it('writes down what was let out as a hash', async () => {
    await read(capabilityOf('executor'));
    expect(log.actions).toMatchObject([
      {
        action: 'memory.read',
        summary: '2 found',
        outcome: 'succeeded',
        provenanceSha256: expect.any(String),
      },
    ]);
  });
});
