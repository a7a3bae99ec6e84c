import { describe, expect, it } from 'vitest';
import { NotReadOnlyError, Speculation, type SpeculativeCall } from './speculation.ts';

/** A tool that answers when told, and counts. */
class Tool {
  readonly calls: { readonly identity: string; readonly signal: AbortSignal }[] = [];
  readonly #answers: ((value: string) => void)[] = [];
  readonly #failures: ((error: unknown) => void)[] = [];

  call(identity: string): SpeculativeCall<string> {
    return {
      identity,
      readOnly: true,
      run: (signal) =>
        new Promise((resolve, reject) => {
          this.calls.push({ identity, signal });
          this.#answers.push(resolve);
          this.#failures.push(reject);
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        }),
    };
  }

  answer(number: number, value: string): void {
    this.#answers[number]?.(value);
  }

  fail(number: number, error: Error): void {
    this.#failures[number]?.(error);
  }
}

const parent = (): AbortController => new AbortController();

describe('speculation', () => {
  it('gives the call that runs to the first who makes the same one, so that the tool runs once', async () => {
    const tool = new Tool();
    const speculation = new Speculation<string>(parent().signal);
    speculation.start([tool.call('a')]);
    const taken = speculation.take('a');
    tool.answer(0, 'found');
    await expect(taken).resolves.toBe('found');
    expect(speculation.take('a')).toBeUndefined();
    expect(tool.calls).toHaveLength(1);
    expect(await speculation.discard()).toEqual({ committed: 1, discarded: 0 });
  });

  it('gives a result that is there already', async () => {
    const tool = new Tool();
    const speculation = new Speculation<string>(parent().signal);
    speculation.start([tool.call('a')]);
    tool.answer(0, 'found');
    await expect(speculation.take('a')).resolves.toBe('found');
  });

  it('gives nothing to a call that differs', () => {
    const tool = new Tool();
    const speculation = new Speculation<string>(parent().signal);
    speculation.start([tool.call('a')]);
    expect(speculation.take('b')).toBeUndefined();
  });

  it('starts the same call once', () => {
    const tool = new Tool();
    const speculation = new Speculation<string>(parent().signal);
    speculation.start([tool.call('a'), tool.call('a')]);
    speculation.start([tool.call('a')]);
    expect(tool.calls).toHaveLength(1);
  });

  it('aborts what was not asked for and counts it, and leaves alone what was', async () => {
    const tool = new Tool();
    const speculation = new Speculation<string>(parent().signal);
    speculation.start([tool.call('right'), tool.call('wrong'), tool.call('ended')]);
    tool.answer(2, 'for nobody');
    const taken = speculation.take('right');
    expect(await speculation.discard()).toEqual({ committed: 1, discarded: 2 });
    expect(tool.calls.map(({ signal }) => signal.aborted)).toEqual([false, true, true]);
    tool.answer(0, 'found');
    await expect(taken).resolves.toBe('found');
  });

  it('waits for the aborted calls to settle before it says what was discarded', async () => {
    const speculation = new Speculation<string>(parent().signal);
    const order: string[] = [];
    speculation.start([
      {
        identity: 'a',
        readOnly: true,
        run: async (signal) => {
          await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
          await new Promise((resolve) => setImmediate(resolve));
          order.push('settled');
          return 'late';
        },
      },
    ]);
    await speculation.discard();
    order.push('discarded');
    expect(order).toEqual(['settled', 'discarded']);
  });

  it('starts nothing after it is over', async () => {
    const tool = new Tool();
    const speculation = new Speculation<string>(parent().signal);
    await speculation.discard();
    speculation.start([tool.call('a')]);
    new Speculation<string>(AbortSignal.abort()).start([tool.call('b')]);
    expect(tool.calls).toEqual([]);
  });

  it('is aborted with its parent, what was taken too', async () => {
    const tool = new Tool();
    const abort = parent();
    const speculation = new Speculation<string>(abort.signal);
    speculation.start([tool.call('a'), tool.call('b')]);
    const taken = speculation.take('a');
    const reason = new Error('cancelled');
    abort.abort(reason);
    await expect(taken).rejects.toBe(reason);
    expect(await speculation.discard()).toEqual({ committed: 1, discarded: 1 });
  });

  it('hands a failure to whoever takes the call and to nobody else', async () => {
    const tool = new Tool();
    const speculation = new Speculation<string>(parent().signal);
    speculation.start([tool.call('a'), tool.call('b')]);
    tool.fail(0, new Error('broken'));
    tool.fail(1, new Error('never seen'));
    await expect(speculation.take('a')).rejects.toThrow('broken');
    expect(await speculation.discard()).toEqual({ committed: 1, discarded: 1 });
  });

  it('never makes a call with side effects ahead, nor those that come with it', () => {
    const tool = new Tool();
    const speculation = new Speculation<string>(parent().signal);
    const untyped = JSON.parse('{"identity": "post", "readOnly": false}') as SpeculativeCall<string>;
    expect(() => speculation.start([tool.call('get'), untyped])).toThrow(NotReadOnlyError);
    expect(tool.calls).toEqual([]);
  });
});
