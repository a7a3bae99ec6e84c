import { createHash } from 'node:crypto';
import type {
  ArmResponse,
  ExecutorOutput,
  GuardianOutput,
  JudgeOutput,
  PlannerOutput,
  RetrieverRememberOutput,
  RetrieverSearchOutput,
} from '@octollm/contracts';
import { newId, noUsage } from '@octollm/contracts';
import { diamondPlan } from '../graph.ts';

const plan: PlannerOutput = { plan: diamondPlan(), query_type: 'other', complexity: 0 };
const check: GuardianOutput = { decision: 'allow', findings: [], sanitized_text: 'none' };
const search: RetrieverSearchOutput = { method: 'keyword', results: [] };
const remembered: RetrieverRememberOutput = { id: newId(), version: 1 };
const verdict: JudgeOutput = {
  valid: true,
  confidence: 1,
  quality_score: 1,
  scores: { factual: 1, citation: 1, completeness: 1, source: 1, tool_efficiency: 1, response: 1 },
  issues: [],
  passed_criteria: [],
  failed_criteria: [],
};
const execute: ExecutorOutput = {
  url: 'http://127.0.0.1/',
  status: 200,
  headers: {},
  body: '',
  truncated: false,
};

const respond = (arm: string, output: unknown): string => {
  const sha256 = createHash('sha256').update(JSON.stringify(output)).digest('hex');
  const response: ArmResponse = {
    success: true,
    output,
    error: null,
    confidence: 1,
    usage: noUsage,
    provenance: {
      arm,
      version: '0.0.0',
      model: null,
      provider: null,
      input_sha256: sha256,
      output_sha256: sha256,
      timestamp: new Date().toISOString(),
      duration_ms: 0,
      capability_token_id: newId(),
      sources: [],
    },
    warnings: [],
  };
  return JSON.stringify(response);
};

/** What the tools answer, by path: made once, valid by the contracts of the arms. */
export const answers: ReadonlyMap<string, string> = new Map([
  ['/plan', respond('planner-arm', plan)],
  ['/check', respond('guardian-arm', check)],
  ['/search', respond('retriever-arm', search)],
  ['/remember', respond('retriever-arm', remembered)],
  ['/validate', respond('judge-arm', verdict)],
  ['/execute', respond('executor-arm', execute)],
]);
