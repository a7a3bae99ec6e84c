import { GuardianOutput } from '../../arms/guardian.ts';
import { ProcessRequest } from '../../models/process.ts';
import type { Route } from '../route.ts';

/** The guardrails by themselves. */
export const guardRoutes = {
  processText: {
    id: 'processText',
    method: 'POST',
    path: '/process',
    summary:
      'Screen a text without running anything: findings with their offsets (UTF-16), the decision, and the text with all that was found masked',
    tag: 'guards',
    scope: 'task:submit',
    body: ProcessRequest,
    servedBy: 'gateway',
    responses: { 200: { description: 'What the guardrails found', body: GuardianOutput } },
  },
} as const satisfies Record<string, Route>;
