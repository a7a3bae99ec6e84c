import type { Evaluation } from './evaluation.ts';
import { evaluateInjection } from './injection-evaluation.ts';
import { evaluatePii } from './pii-evaluation.ts';

/** How well the guardrails recognise injections and personal data. */
export const guardrails: Evaluation = {
  name: 'guardrails',
  description:
    'injection (recall and false positives by set) and personal data (precision and recall by type)',
  run: async (output, folder) => ({
    injection: await evaluateInjection(output, folder),
    pii: await evaluatePii(output, folder),
  }),
};
