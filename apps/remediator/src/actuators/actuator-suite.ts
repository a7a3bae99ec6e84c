import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiDouble, Reply } from '../fixtures/api-double.ts';
import type { Performed } from './actuator.ts';
import type { HttpApi } from './http-api.ts';

/** A remedy against a double of the API that carries it out. */
export interface ActuatorCase {
  readonly name: string;
  /** Starts the double, with everything in place for the remedy to succeed. */
  readonly start: () => Promise<ApiDouble>;
  readonly perform: (api: HttpApi, signal: AbortSignal) => Promise<Performed>;
  /** The one change that is asked for. */
  readonly write: {
    readonly method: string;
    readonly path: string;
    readonly contentType: string | undefined;
    readonly body: unknown;
  };
  /** What comes of it where there is no such object. */
  readonly missing: 'failed' | 'impossible';
  /** What comes of an answer with status 200 that is no JSON. */
  readonly unreadable: 'failed' | 'succeeded';
}

export interface SuiteOptions {
  readonly api: (origin: string, timeoutMs: number) => HttpApi;
  readonly token: string;
}

const generousMs = 20_000;
const shortMs = 60;

const refusals: readonly (readonly [string, Reply])[] = [
  ...[400, 401, 403, 410, 415, 422, 429, 500, 503, 504].map(
    (status) =>
      [String(status), { status, body: { message: 'as Kubernetes says', title: 'as others do' } }] as const,
  ),
  ['a redirect', { status: 302, location: 'http://127.0.0.1:9/elsewhere' }],
  ['a reset connection', 'reset'],
];

/** What every actuator has to do, whatever it speaks to. */
export const actuatorSuite = (
  { name, start, perform, write, missing, unreadable }: ActuatorCase,
  { api, token }: SuiteOptions,
): void => {
  describe(`an actuator: ${name}`, () => {
    let double: ApiDouble;
    let opened: HttpApi[] = [];
    const open = (timeoutMs = generousMs, origin = double.origin): HttpApi => {
      const one = api(origin, timeoutMs);
      opened.push(one);
      return one;
    };
    const never = new AbortController().signal;
    beforeEach(async () => {
      double = await start();
    });
    afterEach(async () => {
      await Promise.all(opened.map((one) => one.close()));
      opened = [];
      await double.stop();
    });

    it('asks for one change, with its token, and says what it did', async () => {
      expect(await perform(open(), never)).toEqual({ outcome: 'succeeded', message: expect.any(String) });
      expect(double.writes).toEqual([{ ...write, authorization: `Bearer ${token}` }]);
    });

    it.each(refusals)(
      'says that it failed, asks once and does not repeat its token: %s',
      async (_what, reply) => {
        double.replyInstead(reply);
        const { outcome, message } = await perform(open(), never);
        expect(outcome).toBe('failed');
        expect(message).not.toContain(token);
        expect(message.length).toBeGreaterThan(10);
        expect(double.seen).toHaveLength(1);
      },
    );

    it('takes an answer that it cannot read for a failure, where it has to read one', async () => {
      double.replyInstead('no json');
      expect(await perform(open(), never)).toMatchObject({ outcome: unreadable });
      expect(double.seen).toHaveLength(1);
    });

    it('says what becomes of it where there is no such thing', async () => {
      double.replyInstead({ status: 404, body: { title: 'There is none.' } });
      expect(await perform(open(), never)).toMatchObject({ outcome: missing });
    });

    it.each(['silence', 'half'] as const)('does not wait for ever: %s', async (reply) => {
      double.replyInstead(reply);
      expect(await perform(open(shortMs), never)).toEqual({
        outcome: 'failed',
        message: expect.stringMatching(/did not answer within 0\.06 seconds\.$/),
      });
    });

    it('is given up when it is told to', async () => {
      double.replyInstead('silence');
      const giveUp = new AbortController();
      const asked = double.asked();
      const performed = perform(open(), giveUp.signal);
      await asked;
      giveUp.abort();
      expect(await performed).toEqual({
        outcome: 'failed',
        message: expect.stringMatching(/was not waited for/),
      });
    });

    it('says when nobody is there', async () => {
      const { origin } = double;
      await double.stop();
      expect(await perform(open(generousMs, origin), never)).toEqual({
        outcome: 'failed',
        message: expect.stringMatching(/cannot be reached: ECONNREFUSED\.$/),
      });
      double = await start();
    });
  });
};
