import type {
  ArmError,
  ArmRequest,
  ArmResponse,
  HttpOutput,
  JudgeOutput,
  RetrieverAskOutput,
  RetrieverRememberOutput,
  RetrieverSolutionsOutput,
  SearchResponse,
} from '@octollm/contracts';
import { newId, noUsage, type Provenance } from '@octollm/contracts';
import type { Behaviour } from './behaviour.ts';

/** Nobody compares the digests of scripted answers, and making them would cost more than the rest of a call. */
const noDigest = '0'.repeat(64);

const provenance = (arm: string): Provenance => ({
  arm,
  version: 'scripted',
  model: null,
  provider: null,
  input_sha256: noDigest,
  output_sha256: noDigest,
  timestamp: new Date().toISOString(),
  duration_ms: 0,
  capability_token_id: newId(),
  sources: [],
});

const accepted: JudgeOutput = {
  valid: true,
  confidence: 1,
  quality_score: 1,
  scores: { factual: 1, citation: 1, completeness: 1, source: 1, tool_efficiency: 1, response: 1 },
  issues: [],
  passed_criteria: [],
  failed_criteria: [],
};

/** What a scripted judge has against an answer that it rejects. */
const rejected: JudgeOutput = {
  ...accepted,
  valid: false,
  quality_score: 0.4,
  scores: {
    factual: 0.4,
    citation: 0.4,
    completeness: 0.4,
    source: 0.4,
    tool_efficiency: 0.4,
    response: 0.4,
  },
  issues: [
    {
      severity: 'high',
      type: 'scripted',
      message: 'Rejected as scripted.',
      location: null,
      suggestion: null,
    },
  ],
};

const nothingFound: SearchResponse = { method: 'hybrid', results: [] };

const fetched = ({ id }: Behaviour): HttpOutput => ({
  url: `http://scripted.invalid/${id}`,
  status: 200,
  headers: {},
  body: id,
  truncated: false,
});

/** What the retriever answers to every question, and tells before it has ended. */
export const scriptedAnswer = 'The answer is as scripted.';

const asked: RetrieverAskOutput = {
  answer: { output: scriptedAnswer, answerable: true, confidence: 1, citations: [], artifacts: [] },
  passages: [],
};

const outputs: Readonly<Record<string, (behaviour: Behaviour) => unknown>> = {
  execute: fetched,
  validate: ({ verdict }) => (verdict === 'rejects' ? rejected : accepted),
  search: () => nothingFound,
  ask: () => asked,
};

/** The output that an action has by its contract. */
export const outputOf = (action: string, behaviour: Behaviour): unknown => outputs[action]?.(behaviour) ?? {};

/** What memory answers that takes everything and knows nothing; undefined for an action that is none of its. */
export const memoryOutputOf = (action: string): object | undefined => {
  if (action === 'remember') return { id: newId(), version: 1 } satisfies RetrieverRememberOutput;
  if (action === 'solutions') return { solutions: [] } satisfies RetrieverSolutionsOutput;
  return action === 'keep' ? {} : undefined;
};

/** A whole answer of an arm with an output. */
export const success = (arm: string, output: unknown): ArmResponse => ({
  success: true,
  output,
  error: null,
  confidence: 1,
  usage: noUsage,
  provenance: provenance(arm),
  warnings: [],
});

/** A whole answer of an arm that failed in a way that another attempt may mend. */
export const failure = (arm: string, { step_id, attempt }: ArmRequest): ArmResponse => {
  const error: ArmError = {
    code: 'scripted_failure',
    category: 'unavailable',
    message: `Attempt ${attempt} of step ${step_id} fails as scripted.`,
    retryable: true,
    retry_after: null,
  };
  return {
    success: false,
    output: null,
    error,
    confidence: 0,
    usage: noUsage,
    provenance: provenance(arm),
    warnings: [],
  };
};
