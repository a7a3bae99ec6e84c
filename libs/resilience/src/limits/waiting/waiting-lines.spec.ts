import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LocalAdmissionLimiter } from '../admission/local-admission-limiter.ts';
import { LocalQuotaLimiter } from '../quota/local-quota-limiter.ts';
import { type Attempt, attemptOfAdmission, attemptOfReservation } from './attempt.ts';
import { WaitingLines } from './waiting-lines.ts';
import { Dropped, LimitedError } from './waiting-mode.ts';

const hour = 3_600_000;

/** A limit with room for so many, whose answers can be held up. */
class Room {
  free: number;
  /** What it tells those it refuses. */
  retryAfterMs = hour;
  asked = 0;
  answering: Promise<void> = Promise.resolve();

  constructor(free: number) {
    this.free = free;
  }

  readonly ask = async (): Promise<Attempt<string>> => {
    this.asked += 1;
    await this.answering;
    if (this.free === 0) return { admitted: false, retryAfterMs: this.retryAfterMs };
    this.free -= 1;
    return { admitted: true, value: 'in' };
  };
}

const queue = { mode: 'queue' } as const;
const turn = (): Promise<void> => delay(5);

/** Puts waiters in a line and writes down in which order they come in. */
const waitersOf = (lines: WaitingLines, room: Room) => {
  const admitted: string[] = [];
  const enter = async (name: string, signal?: AbortSignal): Promise<void> => {
    await lines.admit('line', room.ask, signal === undefined ? queue : { ...queue, signal });
    admitted.push(name);
  };
  return { admitted, enter };
};

describe('work that meets a limit', () => {
  it('goes on at once in every mode while there is room', async () => {
    const lines = new WaitingLines();
    const room = new Room(3);
    expect(await lines.admit('line', room.ask, { mode: 'fail_fast' })).toBe('in');
    expect(await lines.admit('line', room.ask, { mode: 'drop' })).toBe('in');
    expect(await lines.admit('line', room.ask, queue)).toBe('in');
  });

  it('is refused in mode fail_fast, with the time to come back', async () => {
    const refused = new WaitingLines().admit('line', new Room(0).ask, { mode: 'fail_fast' });
    await expect(refused).rejects.toThrow(LimitedError);
    await expect(refused).rejects.toMatchObject({ retryAfterMs: hour });
  });

  it('is dropped in mode drop, and says so with its type', async () => {
    const dropped = await new WaitingLines().admit('line', new Room(0).ask, { mode: 'drop' });
    expect(dropped).toBeInstanceOf(Dropped);
    expect(dropped).toMatchObject({ retryAfterMs: hour });
  });

  it('waits in mode queue, first come first served, and asks again when the limit said', async () => {
    const lines = new WaitingLines();
    const room = new Room(0);
    room.retryAfterMs = 20;
    const { admitted, enter } = waitersOf(lines, room);
    const all = [enter('a'), enter('b'), enter('c')];
    await turn();
    expect(admitted).toEqual([]);
    room.free = 2;
    await Promise.all(all.slice(0, 2));
    expect(admitted).toEqual(['a', 'b']);
    room.free = 1;
    await Promise.all(all);
    expect(admitted).toEqual(['a', 'b', 'c']);
    expect(lines.waiting).toEqual([]);
  });

  it('waits without asking until it is woken, and only the first of a line asks', async () => {
    const lines = new WaitingLines();
    const room = new Room(0);
    const { admitted, enter } = waitersOf(lines, room);
    const all = [enter('a'), enter('b'), enter('c')];
    await turn();
    const { asked } = room;
    room.free = 1;
    lines.wake('line');
    await turn();
    expect(admitted).toEqual(['a']);
    // The first and the one that has become the first.
    expect(room.asked - asked).toBe(2);
    room.free = 2;
    lines.wake('line');
    await Promise.all(all);
    expect(admitted).toEqual(['a', 'b', 'c']);
  });

  it('does not miss what becomes free while the limit is being asked', async () => {
    const lines = new WaitingLines();
    let free = false;
    let answer = (): void => undefined;
    const ask = async (): Promise<Attempt<string>> => {
      const seen = free;
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return seen ? { admitted: true, value: 'in' } : { admitted: false, retryAfterMs: hour };
    };
    const waiting = lines.admit('line', ask, queue);
    answer();
    await turn();
    lines.wake('line');
    await turn();
    free = true;
    lines.wake('line');
    answer();
    await turn();
    answer();
    expect(await waiting).toBe('in');
  });

  it('is not overtaken by work that does not wait', async () => {
    const lines = new WaitingLines();
    const room = new Room(0);
    const { admitted, enter } = waitersOf(lines, room);
    const waiting = enter('a');
    await turn();
    room.free = 1;
    await expect(lines.admit('line', room.ask, { mode: 'fail_fast' })).rejects.toThrow(LimitedError);
    expect(await lines.admit('line', room.ask, { mode: 'drop' })).toBeInstanceOf(Dropped);
    expect(await lines.admit('another line', room.ask, { mode: 'drop' })).toBe('in');
    room.free = 1;
    lines.wake('line');
    await waiting;
    expect(admitted).toEqual(['a']);
  });
});

describe('work that waits', () => {
  it('is free at once when it is cancelled, and the next one asks in its place', async () => {
    const lines = new WaitingLines();
    const room = new Room(0);
    const { admitted, enter } = waitersOf(lines, room);
    const controller = new AbortController();
    const first = enter('a', controller.signal);
    const second = enter('b');
    await turn();
    room.free = 1;
    controller.abort(new Error('not wanted any more'));
    await expect(first).rejects.toThrow('not wanted any more');
    await second;
    expect(admitted).toEqual(['b']);
  });

  it('is not let in when it was cancelled before', async () => {
    const room = new Room(1);
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(new WaitingLines().admit('line', room.ask, { mode: 'queue', signal })).rejects.toThrow(
      'too late',
    );
    expect(room.free).toBe(1);
  });

  it.each([0, 1])(
    'gives back what it is granted after it was cancelled, %i before it in the line',
    async (before) => {
      const lines = new WaitingLines();
      const room = new Room(before);
      for (let n = 0; n < before; n++) await lines.admit('line', room.ask, queue);
      const controller = new AbortController();
      const returned: string[] = [];
      let answer = (): void => undefined;
      const slow = new Promise<void>((resolve) => {
        answer = resolve;
      });
      if (before === 0) {
        room.free = 1;
        room.answering = slow;
      }
      const waiting = lines.admit(
        'line',
        room.ask,
        { mode: 'queue', signal: controller.signal },
        (value) => void returned.push(value),
      );
      const ended = waiting.catch((error: unknown) => error);
      await turn();
      if (before === 1) {
        room.free = 1;
        room.answering = slow;
        lines.wake('line');
        await turn();
      }
      controller.abort(new Error('cancelled'));
      await turn();
      answer();
      expect(await ended).toMatchObject({ message: 'cancelled' });
      await turn();
      expect(returned).toEqual(['in']);
      expect(lines.waiting).toEqual([]);
    },
  );

  it('gives up at its deadline', async () => {
    const lines = new WaitingLines();
    const waiting = lines.admit('line', new Room(0).ask, { mode: 'queue', waitMs: 20 });
    await expect(waiting).rejects.toThrow(LimitedError);
    expect(lines.waiting).toEqual([]);
  });

  it('hears what the limiter throws, and leaves the line to the next one', async () => {
    const lines = new WaitingLines();
    const room = new Room(0);
    const { admitted, enter } = waitersOf(lines, room);
    let broken = false;
    const fragile = async (): Promise<Attempt<string>> => {
      if (broken) throw new Error('no limiter');
      return room.ask();
    };
    const first = lines.admit('line', fragile, queue).catch((error: unknown) => error);
    await turn();
    const second = enter('b');
    await turn();
    broken = true;
    room.free = 1;
    lines.wake('line');
    expect(await first).toMatchObject({ message: 'no limiter' });
    await second;
    expect(admitted).toEqual(['b']);
  });
});

describe('any limiter', () => {
  it('can be waited for: the limits of a request', async () => {
    const limiter = new LocalAdmissionLimiter();
    const lines = new WaitingLines();
    const demands = [{ kind: 'bucket', key: 'a', perMinute: 6_000, burst: 1, cost: 1 }] as const;
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3].map(async (n) => {
        await lines.admit(
          'a',
          async () => attemptOfAdmission(demands, await limiter.admit('a', demands)),
          queue,
        );
        order.push(n);
      }),
    );
    expect(order).toEqual([1, 2, 3]);
  });

  it('can be waited for: the quota of a provider', async () => {
    const limiter = new LocalQuotaLimiter();
    const lines = new WaitingLines();
    const reserve = async () =>
      attemptOfReservation(
        await limiter.reserve('openai', { calls: 1, tokens: 60 }, { windowMs: hour, tokens: 100 }),
      );
    const first = await lines.admit('openai', reserve, queue);
    const second = lines.admit('openai', reserve, queue);
    await turn();
    await limiter.settle(first, { calls: 1, tokens: 40 });
    lines.wake('openai');
    expect((await second).tokens).toBe(60);
  });
});
