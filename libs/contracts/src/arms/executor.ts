import { z } from 'zod';
import { Risk } from '../models/plan.ts';
import { Sha256 } from '../models/primitives.ts';
import { McpCallArgs, McpListArgs, McpOutput, McpToolList } from './mcp.ts';

export const ToolName = z.enum([
  'http_get',
  'http_post',
  'shell',
  'python',
  'javascript',
  'mcp_list',
  'mcp_read',
  'mcp_call',
]);
export type ToolName = z.infer<typeof ToolName>;

export const ExecutorInput = z.strictObject({
  tool: ToolName,
  args: z.record(z.string(), z.unknown()),
});
export type ExecutorInput = z.infer<typeof ExecutorInput>;

const request = {
  url: z.url({ protocol: /^https?$/ }),
  headers: z.record(z.string(), z.string()).default({}),
};

export const HttpGetArgs = z.strictObject(request);
export type HttpGetArgs = z.infer<typeof HttpGetArgs>;

export const HttpPostArgs = z.strictObject({
  ...request,
  /** Sent as UTF-8. Its content type is text/plain unless the headers name another. */
  body: z.string().max(1_048_576).default(''),
});
export type HttpPostArgs = z.infer<typeof HttpPostArgs>;

/**
 * A file for a run, relative to its workspace. No part begins with a dot or a dash: that keeps it inside, hands no
 * program a configuration (.gitconfig, .git/hooks) and is never taken for an option.
 */
export const WorkspaceFile = z
  .string()
  .max(200)
  .regex(
    /^\w[\w.+-]*(?:\/\w[\w.+-]*)*$/,
    'must be a relative path whose parts begin with a letter or a digit',
  );

const maxFiles = 20;
const maxFilesLength = 4_194_304;

const run = {
  stdin: z.string().max(1_048_576).default(''),
  /** Text by path. */
  files: z
    .record(WorkspaceFile, z.string().max(1_048_576))
    .default({})
    .refine((files) => Object.keys(files).length <= maxFiles, `must be at most ${maxFiles} files`)
    .refine(
      (files) => Object.values(files).reduce((sum, text) => sum + text.length, 0) <= maxFilesLength,
      `must have at most ${maxFilesLength} characters together`,
    )
    .refine((files) => {
      const paths = Object.keys(files);
      return !paths.some((path) => paths.some((other) => other.startsWith(`${path}/`)));
    }, 'must not use one name for a file and for a folder'),
  /** How long it may take; the deadline of the call ends it in any case. */
  timeout_seconds: z.number().positive().max(300).default(30),
};

/** Code to run, with its standard input and files in a workspace of its own. */
export const CodeArgs = z.strictObject({ code: z.string().min(1).max(200_000), ...run });
export type CodeArgs = z.infer<typeof CodeArgs>;

/** What a program is started with is at most 2 MiB long in UTF-8, its environment included (execve(2)). */
const maxArgsBytes = 131_072;
const utf8Bytes = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);

/** A program with its arguments, or one line of both. No shell reads the line: what only a shell understands is refused. */
export const ShellArgs = z.union([
  z.strictObject({
    program: z.string().min(1).max(64),
    args: z
      .array(z.string().max(8_192))
      .max(100)
      .default([])
      .refine((args) => utf8Bytes(args) <= maxArgsBytes, `must have at most ${maxArgsBytes} bytes together`),
    ...run,
  }),
  z.strictObject({ command: z.string().min(1).max(8_192), ...run }),
]);
export type ShellArgs = z.infer<typeof ShellArgs>;

export const HttpOutput = z.strictObject({
  url: z.string(),
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  /** Whether the body was longer than the limit and was cut there. */
  truncated: z.boolean(),
});
export type HttpOutput = z.infer<typeof HttpOutput>;

/** What runs programs that are not trusted. */
export const SandboxName = z.enum(['bubblewrap', 'wasm']);
export type SandboxName = z.infer<typeof SandboxName>;

/** What came of a run. A run that fails or is stopped is an answer as well. */
export const RunOutput = z.strictObject({
  /** Null when the run was stopped before it ended. 128 + n when the signal n ended the program, as shells have it. */
  exit_code: z.int().nullable(),
  /** The signal that ended it, such as SIGKILL. */
  signal: z.string().nullable(),
  stdout: z.string(),
  stderr: z.string(),
  /** Whether the output was longer than the limit and was cut there. */
  truncated: z.boolean(),
  timed_out: z.boolean(),
  /** Whether it was stopped because its processes used more memory than they may. */
  memory_exceeded: z.boolean(),
  duration_ms: z.number().min(0),
  sandbox: SandboxName,
  /**
   * Of the JSON text `[tool, what, stdin, files]`: what is the code or `[program, ...args]`, files are `[path, text]`
   * sorted by path.
   */
  command_sha256: Sha256,
  /** Of the standard output followed by the standard error, as handed back. */
  output_sha256: Sha256,
});
export type RunOutput = z.infer<typeof RunOutput>;

export const ExecutorOutput = z.union([HttpOutput, RunOutput, McpOutput, McpToolList]);
export type ExecutorOutput = z.infer<typeof ExecutorOutput>;

/** What those who plan, approve and repeat calls must know of a tool. */
export interface ToolTraits {
  readonly description: string;
  readonly args: z.ZodType;
  /** A task with `approval: high_risk` asks a person before a step of a high risk. */
  readonly risk: Risk;
  /** Changes nothing anywhere and may be called before anybody knows whether the answer is wanted. */
  readonly readOnly: boolean;
  /** May be called again after a failure: twice does what once does. */
  readonly idempotent: boolean;
}

/** A run keeps nothing, so it may be repeated; but it carries out somebody's program, which a person may want to see. */
const ofRuns = { risk: 'high', readOnly: false, idempotent: true } as const;

/** The tools of the executor: the one place that says what each takes and how far it can be trusted. */
export const executorTools = {
  http_get: {
    description: 'Fetches a public address.',
    args: HttpGetArgs,
    risk: 'low',
    readOnly: true,
    idempotent: true,
  },
  http_post: {
    description: 'Sends a text to a public address.',
    args: HttpPostArgs,
    risk: 'high',
    readOnly: false,
    idempotent: false,
  },
  shell: {
    description: 'Runs one allow-listed program on files of its own, without a network.',
    args: ShellArgs,
    ...ofRuns,
  },
  python: {
    description: 'Runs Python code on files of its own, without a network.',
    args: CodeArgs,
    ...ofRuns,
  },
  javascript: {
    description: 'Runs JavaScript code on files of its own, without a network.',
    args: CodeArgs,
    ...ofRuns,
  },
  mcp_list: {
    description: 'Lists the tools of an MCP server that an operator has set up.',
    args: McpListArgs,
    risk: 'low',
    readOnly: true,
    idempotent: true,
  },
  mcp_read: {
    description: 'Calls a tool of an MCP server that an operator has listed as read-only, and no other.',
    args: McpCallArgs,
    risk: 'low',
    readOnly: true,
    idempotent: true,
  },
  // What a server says of its tools is a hint, so that each counts as one that may do anything.
  mcp_call: {
    description: 'Calls any tool of an MCP server that an operator has set up.',
    args: McpCallArgs,
    risk: 'high',
    readOnly: false,
    idempotent: false,
  },
} as const satisfies Readonly<Record<ToolName, ToolTraits>>;
