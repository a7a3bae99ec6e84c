import { UnavailableError } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import type { Actuator, Performed, Remedy } from '../actuators/actuator.ts';
import { actionMs, lostSeconds } from '../actuators/deadlines.ts';
import type { Mode } from '../decide/candidate.ts';
import { alertOf, candidateOf, namespace, policyOf, ruleOf } from '../fixtures/alerts.ts';
import { MemoryLedger } from '../fixtures/memory-ledger.ts';
import { Executor } from './executor.ts';
import { Remediator } from './remediator.ts';
import { Sweeper } from './sweeper.ts';

const policy = policyOf();
const start = '2026-11-22T11:55:00.000Z';
const down = candidateOf(ruleOf(policy, 'restart'), alertOf('ServiceDown', 'judge-arm', start));
const slow = (status: 'firing' | 'resolved') =>
  candidateOf(ruleOf(policy, 'scale'), alertOf('ArmSlow', 'coder-arm', start, { status }));

const succeeds: Actuator['perform'] = () => Promise.resolve({ outcome: 'succeeded', message: 'Done.' });

const world = (
  perform: Actuator['perform'] = succeeds,
  { ledger = new MemoryLedger(), mode = 'act' }: { ledger?: MemoryLedger; mode?: Mode } = {},
) => {
  const memory = ledger;
  const done: Remedy[] = [];
  const told: string[] = [];
  const giveUp = new AbortController();
  const executor = new Executor({
    ledger: ledger,
    actuator: {
      perform: (remedy, signal) => {
        done.push(remedy);
        return perform(remedy, signal);
      },
    },
    watch: {
      ended: (_verdict, { outcome }) => told.push(outcome),
      unrecorded: () => told.push('unrecorded'),
    },
    signal: giveUp.signal,
    timeoutMs: actionMs('kubernetes'),
  });
  const remediator = new Remediator(
    ledger,
    executor,
    { policy, mode, namespace },
    { decided: ({ decision }) => told.push(decision) },
  );
  return { memory, done, told, giveUp, executor, remediator };
};

describe('the remediator', () => {
  it('has it on record before it acts', async () => {
    const { memory, remediator, executor, told } = world(() => {
      expect(memory.rows).toMatchObject([{ action: 'restart', target: 'judge-arm', ended: null }]);
      return Promise.resolve({ outcome: 'succeeded', message: 'Done.' });
    });
    await remediator.answer([down]);
    await executor.idle();
    expect(memory.rows).toMatchObject([{ ended: { outcome: 'succeeded', message: 'Done.' } }]);
    expect(told).toEqual(['act', 'succeeded']);
  });

  it('does nothing that it could not write down', async () => {
    const broken = new MemoryLedger();
    broken.decide = () => Promise.reject(new UnavailableError('The database does not answer.'));
    const { remediator, executor, done } = world(succeeds, { ledger: broken });
    await expect(remediator.answer([down])).rejects.toThrow(UnavailableError);
    await executor.idle();
    expect(done).toEqual([]);
  });

  it('does nothing in a dry run', async () => {
    const { remediator, executor, done, memory } = world(succeeds, { mode: 'dry-run' });
    await remediator.answer([down, slow('firing')]);
    await remediator.answer([slow('resolved')]);
    memory.advance(86_400);
    await remediator.putBackOverdue();
    await executor.idle();
    expect(done).toEqual([]);
  });

  it.each([
    ['is resolved', (it: Remediator) => it.answer([down, slow('resolved')])],
    ['is forgotten', (it: Remediator) => it.putBackOverdue()],
  ])('puts back in a dry run what was raised before it, when the alert %s', async (_how, putBack) => {
    const acting = world();
    await acting.remediator.answer([slow('firing')]);
    await acting.executor.idle();
    const { remediator, executor, done, memory } = world(succeeds, {
      ledger: acting.memory,
      mode: 'dry-run',
    });
    memory.advance(86_400);
    await putBack(remediator);
    await executor.idle();
    expect(done).toEqual([{ kind: 'restore', service: 'coder-arm' }]);
  });

  it('asks nobody when no rule speaks of an alert', async () => {
    const { remediator, memory } = world();
    expect(await remediator.answer([])).toEqual([]);
    expect(memory.rows).toEqual([]);
  });

  it.each([
    ['says so', () => Promise.resolve<Performed>({ outcome: 'failed', message: 'It answered 403.' })],
    ['throws', () => Promise.reject<Performed>(new TypeError('It answered 403.'))],
  ])('writes down that an action failed, and does not try again by itself: %s', async (_how, perform) => {
    const { remediator, executor, memory, done } = world(perform);
    await remediator.answer([down]);
    await executor.idle();
    expect(memory.rows[0]?.ended).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('It answered 403.'),
    });
    expect(done).toHaveLength(1);
  });

  it('does not wait for its actions, but can be waited for', async () => {
    let finish: (performed: Performed) => void = () => undefined;
    const { remediator, executor, memory } = world(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    await remediator.answer([down]);
    expect(memory.rows[0]?.ended).toBeNull();
    const idle = executor.idle();
    finish({ outcome: 'succeeded', message: 'Done.' });
    await idle;
    expect(memory.rows[0]?.ended).not.toBeNull();
  });

  it('gives its actions up when the service has to end', async () => {
    const { remediator, executor, giveUp, memory } = world(
      (_remedy, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new TypeError('given up')));
        }),
    );
    await remediator.answer([down]);
    giveUp.abort();
    await executor.idle();
    expect(memory.rows[0]?.ended?.outcome).toBe('failed');
  });

  it('says when the end of an action cannot be written down, and goes on', async () => {
    const { remediator, executor, memory, told } = world();
    memory.end = () => Promise.reject(new UnavailableError('The database does not answer.'));
    await remediator.answer([down]);
    await executor.idle();
    expect(told).toEqual(['act', 'succeeded', 'unrecorded']);
  });
});

describe('the sweeper', () => {
  const sweeperOf = ({ memory, remediator }: ReturnType<typeof world>, lost: string[]) =>
    new Sweeper({
      ledger: memory,
      remediator,
      onLost: (action, target) => lost.push(`${action} ${target}`),
      onError: () => undefined,
    });

  it('records what was cut off as unknown, once, and never what may still be done', async () => {
    const made = world(() => new Promise(() => undefined));
    const lost: string[] = [];
    await made.remediator.answer([down]);
    made.memory.advance(lostSeconds - 1);
    await sweeperOf(made, lost).sweep();
    expect(lost).toEqual([]);
    made.memory.advance(1);
    await Promise.all([sweeperOf(made, lost).sweep(), sweeperOf(made, lost).sweep()]);
    expect(lost).toEqual(['restart judge-arm']);
    expect(made.memory.rows[0]?.ended?.outcome).toBe('unknown');
  });

  it('puts back what has been raised for too long', async () => {
    const made = world();
    await made.remediator.answer([slow('firing')]);
    await made.executor.idle();
    made.memory.advance(14_400);
    await sweeperOf(made, []).sweep();
    await made.executor.idle();
    expect(made.done.map(({ kind }) => kind)).toEqual(['scale', 'restore']);
  });

  it('goes on when the record does not answer', async () => {
    const made = world();
    made.memory.unended = () => Promise.reject(new UnavailableError('The database does not answer.'));
    const errors: unknown[] = [];
    const sweeper = new Sweeper({
      ledger: made.memory,
      remediator: made.remediator,
      onLost: () => undefined,
      onError: (error) => errors.push(error),
    });
    sweeper.start();
    await sweeper.stop();
    expect(errors).toEqual([expect.any(UnavailableError)]);
  });
});
