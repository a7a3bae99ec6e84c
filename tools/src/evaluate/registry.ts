import { content } from './content-evaluation.ts';
import type { Evaluation } from './evaluation.ts';
import { guardrails } from './guardrails.ts';
import { judge } from './judge/judge-evaluation.ts';
import { qa } from './qa/qa.ts';
import { retrieval } from './retrieval/retrieval.ts';
import { routing } from './routing-evaluation.ts';
import { validation } from './validation-evaluation.ts';

/** Every evaluation of the project, in the order in which they are listed. */
export const evaluations: readonly Evaluation[] = [
  guardrails,
  validation,
  content,
  routing,
  retrieval,
  judge,
  qa,
];
