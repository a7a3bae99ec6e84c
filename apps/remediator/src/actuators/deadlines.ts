import type { ConfigOf, remediator } from '@octollm/catalogue';

type Target = ConfigOf<typeof remediator>['REMEDIATOR_TARGET'];

/**
 * How long an action may take, in milliseconds; the service drains for longer. APIs answer at once. The local stack
 * answers when the service is ready again, which may have finished its work and started before.
 */
export const actionMs = (target: Target): number => (target === 'local' ? 150_000 : 40_000);

/** Seconds after which an action that has not ended was cut off with its process; longer than any may take. */
export const lostSeconds = 200;
