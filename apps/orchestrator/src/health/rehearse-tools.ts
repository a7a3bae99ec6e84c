import { ExecuteRequest, ExecuteResponse, noUsage, TaskRequest } from '@octollm/contracts';
import { runPlan } from '@octollm/engine';
import { toolGraph } from '../tools/tool-graph.ts';
import { ToolJournal } from '../tools/tool-journal.ts';

/** Often enough for V8 to compile what runs most. */
const rounds = 20;
const calls = 5;
const unanswered = {
  code: 'aborted',
  category: 'cancelled',
  message: '',
  retryable: false,
  retry_after: null,
} as const;

/** Runs the engine over calls that nobody answers for: nothing leaves the process, and nothing is stored. */
export const rehearseTools = async (): Promise<void> => {
  for (let round = 0; round < rounds; round++) await rehearse();
};

const rehearse = async (): Promise<void> => {
  TaskRequest.parse({ goal: 'warm up' });
  const request = ExecuteRequest.parse({
    prompt: 'warm up',
    tools: Array.from({ length: calls }, () => ({ tool: 'http_get', args: { url: 'http://localhost' } })),
  });
  const journal = new ToolJournal({ started: () => undefined, ended: () => undefined });
  const steps = toolGraph(request);
  await runPlan({
    plan: { steps },
    execute: async () => ({
      succeeded: true,
      output: {},
      confidence: 1,
      usage: noUsage,
      provenance: null,
      warnings: [],
    }),
    journal,
    history: new Map(),
    maxParallel: request.max_parallel,
    signal: new AbortController().signal,
  });
  ExecuteResponse.parse({
    results: journal.close(steps, unanswered),
    execution_time_ms: 0,
    tools_executed: journal.startedTools,
    parallel_efficiency: 1,
    degraded: false,
  });
};
