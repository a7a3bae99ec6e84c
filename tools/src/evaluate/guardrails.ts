import type { Output } from '../output/index.ts';
import type { Evaluation } from './evaluation.ts';
import { evaluateInjection } from './injection-evaluation.ts';
import { type GuardrailPeers, guardrailPeers } from './peers/index.ts';
import { evaluatePii } from './pii-evaluation.ts';

/** How well the guardrails recognise injections and personal data, beside the peers that are given. */
export const guardrailsBeside = (peersOf: (output: Output) => Promise<GuardrailPeers>): Evaluation => ({
  name: 'guardrails',
  description:
    'injection (recall and false positives by set) and personal data (precision and recall by type)',
  run: async (output, folder) => {
    const peers = await peersOf(output);
    return {
      injection: await evaluateInjection(output, folder, peers.injection),
      pii: await evaluatePii(output, folder, peers.pii),
    };
  },
});

/** How well the guardrails do beside the libraries that the registry offers. */
export const guardrails: Evaluation = guardrailsBeside(guardrailPeers);
