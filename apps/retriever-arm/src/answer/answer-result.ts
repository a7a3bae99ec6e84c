import type { Answer } from '@octollm/contracts';
import { extractiveAnswerName } from '@octollm/llm';
import type { ArmResult } from '@octollm/service-kit';

/** What an action that answered says of itself beside its output. */
export const answeredBy = (answer: Answer): Omit<ArmResult<unknown>, 'output'> => ({
  confidence: answer.confidence,
  model: { name: extractiveAnswerName, provider: 'offline' },
  sources: [...new Set(answer.citations.map(({ document_id }) => document_id))],
});
