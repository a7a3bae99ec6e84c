import { createHash } from 'node:crypto';
import {
  type ArmRequest,
  ArmResponse,
  addUsage,
  type CapabilityClaims,
  fieldProblems,
  noUsage,
  type Provenance,
  type Usage,
} from '@octollm/contracts';
import { ServiceStoppingError } from '../shutdown.ts';
import { platformVersion } from '../version.ts';
import { type ArmAction, type ArmCall, ArmFailure, type ArmResult } from './arm-action.ts';

const sha256 = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value) ?? 'undefined')
    .digest('hex');

const asFailure = (thrown: unknown, signal: AbortSignal): ArmFailure => {
  if (thrown instanceof ArmFailure) return thrown;
  if (signal.reason instanceof ServiceStoppingError)
    return new ArmFailure('stopping', 'unavailable', 'The arm stopped before the action ended.');
  if (signal.aborted)
    return signal.reason instanceof Error && signal.reason.name === 'TimeoutError'
      ? new ArmFailure('deadline_exceeded', 'timeout', 'The action did not end before its deadline.')
      : new ArmFailure('cancelled', 'cancelled', 'The call was cancelled.');
  return new ArmFailure('internal', 'internal', 'The arm failed. Give the request id to an operator.', {
    cause: thrown,
  });
};

const parseInput = (action: ArmAction, input: unknown): unknown => {
  const parsed = action.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = fieldProblems(parsed.error).map(({ pointer, detail }) => `${pointer || '/'}: ${detail}`);
  throw new ArmFailure(
    'invalid_input',
    'invalid_input',
    `The input of ${action.name} is not valid: ${problems.join('; ')}.`,
  );
};

/**
 * The usage of an action that failed: what its error tells or what was counted, whichever is more, because the error
 * may tell what was counted up to then, and calls of tools beside it.
 */
const usageOfFailure = (told: Partial<Usage>, counted: Usage): Usage => ({
  prompt_tokens: Math.max(told.prompt_tokens ?? 0, counted.prompt_tokens),
  completion_tokens: Math.max(told.completion_tokens ?? 0, counted.completion_tokens),
  cost_usd: Math.max(told.cost_usd ?? 0, counted.cost_usd),
  llm_calls: Math.max(told.llm_calls ?? 0, counted.llm_calls),
  tool_calls: Math.max(told.tool_calls ?? 0, counted.tool_calls),
});

export interface ActionRun {
  readonly response: ArmResponse;
  readonly durationSeconds: number;
  /** What went wrong inside, for the log. */
  readonly cause: unknown;
}

/**
 * Runs one action and says what came of it, with its provenance. It never rejects. An action that has finished is
 * answered with its result although its deadline is over: its work, and what it cost, are done.
 */
export const runAction = async (
  arm: string,
  action: ArmAction,
  request: ArmRequest,
  claims: CapabilityClaims,
  call: ArmCall,
): Promise<ActionRun> => {
  const started = performance.now();
  const timestamp = new Date().toISOString();
  const provenance = (result: Partial<ArmResult<unknown>>): Provenance => ({
    arm,
    version: platformVersion,
    model: result.model?.name ?? null,
    provider: result.model?.provider ?? null,
    input_sha256: sha256(request.input),
    output_sha256: result.output === undefined ? null : sha256(result.output),
    timestamp,
    duration_ms: Math.round((performance.now() - started) * 100) / 100,
    capability_token_id: claims.jti,
    sources: [...(result.sources ?? [])],
  });
  const ended = (response: ArmResponse, cause: unknown): ActionRun => ({
    response,
    durationSeconds: (performance.now() - started) / 1_000,
    cause,
  });
  const counters: (() => Usage)[] = [];
  const countUsage = (soFar: () => Usage): void => void counters.push(soFar);

  try {
    const result = await action.run(parseInput(action, request.input), { ...call, countUsage }, claims);
    const output = action.output.parse(result.output);
    const response = ArmResponse.parse({
      success: true,
      output,
      error: null,
      confidence: result.confidence,
      usage: { ...noUsage, ...result.usage },
      provenance: provenance({ ...result, output }),
      warnings: [...(result.warnings ?? [])],
    });
    return ended(response, undefined);
  } catch (thrown) {
    const failure = asFailure(thrown, call.signal);
    const counted = counters.reduce((sum, soFar) => addUsage(sum, soFar()), noUsage);
    return ended(
      {
        success: false,
        output: null,
        error: failure.detail,
        confidence: 0,
        usage: usageOfFailure(failure.usage, counted),
        provenance: provenance({}),
        warnings: [],
      },
      failure.cause ?? thrown,
    );
  }
};
