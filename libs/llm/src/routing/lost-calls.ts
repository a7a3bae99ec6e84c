import { mayHaveBeenDone } from '../providers/may-have-been-done.ts';
import type { CallOfAnswer } from './routed-stream.ts';

/** The calls of providers whose answer nobody gets, and which may be charged all the same. */
export class LostCalls {
  readonly #calls = new Set<() => CallOfAnswer>();

  /** Those up to now, the ones under way included, each with the most that it can have used. */
  get all(): readonly CallOfAnswer[] {
    return [...this.#calls].map((call) => call());
  }

  /** Makes a call, which is lost until it has an answer or is known not to have been done. */
  async during<Answer>(
    call: () => CallOfAnswer,
    signal: AbortSignal,
    make: () => Promise<Answer>,
  ): Promise<Answer> {
    this.#calls.add(call);
    try {
      const answer = await make();
      this.#calls.delete(call);
      return answer;
    } catch (error) {
      if (!mayHaveBeenDone(error, signal)) this.#calls.delete(call);
      throw error;
    }
  }
}
