import { type Route, routes, UserId } from '@octollm/contracts';
import { z } from 'zod';

/** What a client may assume of a tool: hints, as the specification has it. */
interface Annotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  /** Whether it may reach beyond the platform. */
  readonly openWorldHint: boolean;
}

/** A tool of the platform: an HTTP route that is asked another way. */
export interface PlatformTool {
  readonly title: string;
  readonly description: string;
  /** The route behind it: its scope, its limits and what its texts are screened as. */
  readonly route: Route;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  readonly annotations: Annotations;
}

const reads = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };
/** Whatever the tools of the platform may do, which are sandboxed but can send requests. */
const acts = { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true };

/** The tools, by their names. */
export const platformTools = {
  ask: {
    title: 'Ask a question',
    description:
      'Answers a question from the ingested documents, with citations, or says that they do not hold the answer. Waits 60 seconds at most.',
    route: routes.queryAgents,
    // A model that is asked for a user makes one up.
    input: routes.queryAgents.body.extend({ user_id: UserId.default('mcp') }),
    output: routes.queryAgents.responses[200].body,
    annotations: { ...acts, destructiveHint: false },
  },
  search: {
    title: 'Search the documents',
    description: 'Finds the passages of the ingested documents that fit a query, the best first.',
    route: routes.search,
    input: routes.search.body,
    output: routes.search.responses[200].body,
    annotations: reads,
  },
  execute: {
    title: 'Run tools',
    description:
      'Runs tools of the platform, named or chosen from the prompt, in parallel and in the order of their dependencies.',
    route: routes.execute,
    input: routes.execute.body,
    output: routes.execute.responses[200].body,
    annotations: acts,
  },
  run_task: {
    title: 'Run a task',
    description:
      'Submits a task and waits until it has ended. A client that goes away cancels it. Progress is reported when the client asks for it.',
    route: routes.submitTask,
    input: routes.submitTask.body,
    output: routes.submitTask.responses[200].body,
    annotations: acts,
  },
  check_text: {
    title: 'Check a text',
    description:
      'Screens a text with the guardrails and runs nothing: what was found and where, the decision, and the text with all of it masked.',
    route: routes.processText,
    input: routes.processText.body,
    output: routes.processText.responses[200].body,
    annotations: reads,
  },
} as const satisfies Readonly<Record<string, PlatformTool>>;

export type McpToolName = keyof typeof platformTools;
