import { z } from 'zod';

/** What the gateway does with a request that a limit does not let in at once. */
export const LimitMode = z.enum(['fail_fast', 'queue', 'drop']);
export type LimitMode = z.infer<typeof LimitMode>;

/** The headers with which a caller chooses. */
export const LimitHeaders = z.object({
  /**
   * `fail_fast` answers 429 at once, `queue` waits for its turn until the deadline, `drop` answers 429 at once with a
   * code that says not to send the request again.
   */
  'x-octollm-limit-mode': LimitMode.default('fail_fast'),
  /** Seconds that `queue` waits at most, from 1 to 30. */
  'x-octollm-limit-wait': z
    .string()
    .regex(/^(?:[1-9]|[12]\d|30)$/)
    .transform(Number)
    .default(10),
});
export type LimitHeaders = z.infer<typeof LimitHeaders>;
