import { createHash } from 'node:crypto';
import { learned } from './injection/classifier/learned.ts';

/** To be raised with every change of what the rules, the detectors or the policies find. */
const rulesVersion = 1;

const weights = createHash('sha256').update(JSON.stringify(learned)).digest('hex').slice(0, 16);

/** Tells the guardrails apart from others that may find something else: for what is kept because they let it pass. */
export const guardrailsVersion: string = `${rulesVersion}-${weights}`;
