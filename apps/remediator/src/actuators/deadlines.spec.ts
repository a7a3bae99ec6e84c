import { remediator, services } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { actionMs, lostSeconds } from './deadlines.ts';

const targets = ['kubernetes', 'local', 'none'] as const;
/** What the local stack gives a service to end after its drain, and to become ready. */
const startSeconds = 3 + 60;

describe('the deadlines', () => {
  it.each(services.map(({ name, drainSeconds }) => [name, drainSeconds] as const))(
    'leave the local stack the time to end and start %s',
    (_name, drainSeconds) => {
      expect(actionMs('local')).toBeGreaterThan((drainSeconds + startSeconds) * 1_000);
    },
  );

  it.each(targets)(
    'let an action end before the service has drained, and before it counts as lost: %s',
    (target) => {
      expect(remediator.drainSeconds * 1_000).toBeGreaterThan(actionMs(target));
      expect(lostSeconds * 1_000).toBeGreaterThan(actionMs(target));
    },
  );
});
