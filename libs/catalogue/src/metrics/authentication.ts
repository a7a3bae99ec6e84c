import { counter } from './metric.ts';

/** What every service exports of those whom it turned away because it could not tell who they are. */
export const authenticationMetrics = {
  authenticationFailures: counter({
    name: 'authentication_failures_total',
    help: 'Requests answered with 401, by reason: no key or token came (missing), or it is not valid (invalid)',
    labels: ['reason'],
  }),
} as const;
