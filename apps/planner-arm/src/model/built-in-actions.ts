import { coderArm, executorArm, guardianArm, judgeArm, retrieverArm } from '@octollm/catalogue';
import {
  CoderInput,
  CoderOutput,
  ExecutorInput,
  ExecutorOutput,
  GuardianInput,
  GuardianOutput,
  JudgeInput,
  JudgeOutput,
  RetrieverAnswerInput,
  RetrieverAnswerOutput,
  RetrieverAskInput,
  RetrieverAskOutput,
  RetrieverSearchInput,
  RetrieverSearchOutput,
} from '@octollm/contracts';
import { z } from 'zod';

/** What an action takes and gives, as JSON schemas, and what it is for. */
export interface KnownAction {
  readonly purpose: string;
  readonly input: unknown;
  readonly output: unknown;
}

const known = (purpose: string, input: z.ZodType, output: z.ZodType): KnownAction => ({
  purpose,
  input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
  output: z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' }),
});

/**
 * The actions of the built-in arms that a plan may use, by `arm/action`. Documents are taken in and deleted by their
 * owners, never by a plan, and no plan makes plans.
 */
export const builtInActions: ReadonlyMap<string, KnownAction> = new Map([
  [
    `${retrieverArm.name}/search`,
    known(
      'finds passages of the documents; output.results holds them',
      RetrieverSearchInput,
      RetrieverSearchOutput,
    ),
  ],
  [
    `${retrieverArm.name}/answer`,
    known(
      'answers a question from passages, with citations; its output is an answer',
      RetrieverAnswerInput,
      RetrieverAnswerOutput,
    ),
  ],
  [
    `${retrieverArm.name}/ask`,
    known(
      'searches and answers in one; output.answer is an answer, output.passages what it was made from',
      RetrieverAskInput,
      RetrieverAskOutput,
    ),
  ],
  [
    `${executorArm.name}/execute`,
    known('runs one tool: http_get, http_post, shell, python or javascript', ExecutorInput, ExecutorOutput),
  ],
  [
    `${coderArm.name}/code`,
    known('writes, tests, mends or explains code; output.code holds it', CoderInput, CoderOutput),
  ],
  [
    `${guardianArm.name}/check`,
    known('finds personal data, secrets and injections in a text', GuardianInput, GuardianOutput),
  ],
  [
    `${judgeArm.name}/validate`,
    known('verifies an answer against its passages, evidence and criteria', JudgeInput, JudgeOutput),
  ],
]);

/** Actions that the built-in arms have and no plan may use. */
export const forbiddenActions: ReadonlySet<string> = new Set([
  `${retrieverArm.name}/ingest`,
  `${retrieverArm.name}/forget`,
  'planner-arm/plan',
]);
