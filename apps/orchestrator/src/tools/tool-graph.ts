import {
  type ExecuteRequest,
  type FieldProblem,
  InvalidRequestError,
  type ToolCall,
} from '@octollm/contracts';
import { findCycle, referencedSteps } from '@octollm/engine';
import { retryOf, type ToolStep } from './tool-step.ts';

const idOf = (call: ToolCall, index: number): string => call.id ?? `tool-${index + 1}`;

/** Behind the deadline of the request, so that it is always the deadline that ends a call without a limit. */
const afterDeadlineMs = 1_000;

const limitMs = (call: ToolCall, timeoutMs: number): number =>
  call.timeout_ms !== undefined && call.timeout_ms < timeoutMs
    ? call.timeout_ms
    : timeoutMs + afterDeadlineMs;

const toStep = (call: ToolCall, index: number, timeoutMs: number): ToolStep => ({
  id: idOf(call, index),
  tool: call.tool,
  input: { tool: call.tool, args: call.args },
  depends_on: call.depends_on,
  timeout_seconds: limitMs(call, timeoutMs) / 1_000,
  timeout_is_final: true,
  ...retryOf(call.tool),
});

const duplicates = (ids: readonly string[]): FieldProblem[] =>
  ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [{ pointer: `/tools/${index}/id`, detail: `is the id of another tool: ${id}` }],
  );

const dangling = (steps: readonly ToolStep[]): FieldProblem[] => {
  const ids = new Set(steps.map(({ id }) => id));
  return steps.flatMap((step, index) => [
    ...step.depends_on.flatMap((id, place) =>
      ids.has(id)
        ? []
        : [{ pointer: `/tools/${index}/depends_on/${place}`, detail: `no tool is called ${id}` }],
    ),
    ...referencedSteps(step.input)
      .filter((id) => !ids.has(id))
      .map((id) => ({
        pointer: `/tools/${index}/args`,
        detail: `refers to ${id}, and no tool is called so`,
      })),
  ]);
};

const circle = (steps: readonly ToolStep[]): FieldProblem[] => {
  const cycle = findCycle({ steps });
  const index = steps.findIndex(({ id }) => id === cycle?.[0]);
  return cycle === undefined
    ? []
    : [
        {
          pointer: `/tools/${index}/depends_on`,
          detail: `these tools wait for each other: ${cycle.join(' -> ')}`,
        },
      ];
};

/**
 * The calls of a request as steps that the engine can run.
 * @throws InvalidRequestError that points at ids that come twice, at dependencies and references that lead nowhere
 * and at a tool that waits for itself
 */
export const toolGraph = ({ tools, timeout_ms }: ExecuteRequest): readonly ToolStep[] => {
  const steps = tools.map((call, index) => toStep(call, index, timeout_ms));
  const errors = [...duplicates(steps.map(({ id }) => id)), ...dangling(steps), ...circle(steps)];
  const [first] = errors;
  if (first === undefined) return steps;
  throw new InvalidRequestError(`Correct the body at ${first.pointer}: ${first.detail}.`, { errors });
};
