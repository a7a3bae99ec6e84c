import { newId } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { OperationsAudit } from '../operations/operations-audit.ts';
import type { NewRemediation, RemediationHistory } from './remediation.ts';
import { RemediationLedger } from './remediation-ledger.ts';

let databases: TestDatabases;
let replicas: readonly [RemediationLedger, RemediationLedger];
let audit: OperationsAudit;
beforeAll(async () => {
  databases = await startTestDatabases();
  const one = await databases.open();
  const two = await databases.open(one.url);
  replicas = [new RemediationLedger(one.database, 'a'), new RemediationLedger(two.database, 'b')];
  audit = new OperationsAudit(one.database);
});
afterAll(() => databases.stop());

const restart = (id: string, target: string, decision = 'act'): NewRemediation => ({
  id,
  action: 'restart',
  target,
  decision,
  reason: 'ServiceDown fires.',
  details: { rule: 'r', attempt: 1 },
});

const ask = { seconds: 3_600, ids: [] };

describe('the ledger of remediations', () => {
  it('has one replica decide at a time, each seeing what the one before decided', async () => {
    const target = newId();
    const once = (history: RemediationHistory) =>
      history.recent.some((one) => one.target === target) ? [] : [restart(newId(), target)];
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, index) => replicas[index % 2 === 0 ? 0 : 1].decide(ask, once)),
    );
    expect(made.flat()).toHaveLength(1);
  });

  it('writes nothing down when deciding fails', async () => {
    const [ledger] = replicas;
    const before = await ledger.newest(100);
    await expect(
      ledger.decide(ask, () => {
        throw new TypeError('a fault');
      }),
    ).rejects.toThrow('a fault');
    expect(await ledger.newest(100)).toEqual(before);
  });

  it('leaves refusals out of what limits count, and finds everything by its id', async () => {
    const [ledger] = replicas;
    const ids = [newId(), newId(), newId()];
    const [act = '', dryRun = '', refused = ''] = ids;
    await ledger.decide(ask, () => [
      restart(act, act),
      restart(dryRun, act, 'dry_run'),
      restart(refused, act, 'cool_down'),
    ]);
    const seen = await new Promise<RemediationHistory>((resolve, reject) => {
      ledger
        .decide({ seconds: 60, ids }, (history) => {
          resolve(history);
          return [];
        })
        .catch(reject);
    });
    expect(seen.recent.filter(({ target }) => target === act).map(({ decision }) => decision)).toEqual([
      'dry_run',
      'act',
    ]);
    expect(new Set(seen.known.keys())).toEqual(new Set(ids));
    expect(seen.known.get(act)).toMatchObject({ ...restart(act, act), actor: 'a', ended: null });
  });

  it('tells what has not ended, once it is old enough', async () => {
    const [ledger] = replicas;
    const decision = restart(newId(), 'coder-arm');
    await ledger.decide(ask, () => [decision, restart(newId(), 'coder-arm', 'dry_run')]);
    expect(await ledger.unended(60)).toEqual([]);
    expect((await ledger.unended(0)).filter(({ target }) => target === 'coder-arm')).toMatchObject([
      decision,
    ]);
  });

  it('keeps the first end of an action, whoever writes it', async () => {
    const [one, two] = replicas;
    const decision = restart(newId(), 'judge-arm');
    await one.decide(ask, () => [decision]);
    const ended = { outcome: 'failed', message: 'It answered 403.', milliseconds: 12 } as const;
    expect(await one.end(decision, ended)).toBe(true);
    expect(await two.end(decision, { ...ended, outcome: 'unknown' })).toBe(false);
    expect((await two.unended(0)).map(({ id }) => id)).not.toContain(decision.id);
    expect((await two.newest(1))[0]).toMatchObject({ id: decision.id, ended });
  });

  it('shows what was done as healing, but neither what was decided nor what concerns a tenant', async () => {
    const [ledger] = replicas;
    const decision = restart(newId(), `seen-${newId()}`);
    const pause = { ...restart(newId(), `hidden-${newId()}`), action: 'pause_tenant', tenantId: 'acme' };
    await ledger.decide(ask, () => [decision, pause]);
    const ended = { outcome: 'succeeded', message: 'It restarts.', milliseconds: 5 } as const;
    await ledger.end(decision, ended);
    await ledger.end(pause, ended);
    const acts = await audit.recent(5);
    expect(acts.filter(({ subject }) => subject === decision.target)).toMatchObject([
      { action: 'remediation', details: { action: 'restart', outcome: 'succeeded' } },
    ]);
    expect(acts.filter(({ subject }) => subject === pause.target)).toEqual([]);
  });
});
