import { z } from 'zod';

export const ToolName = z.enum(['http_get', 'http_post', 'shell', 'python', 'javascript']);
export type ToolName = z.infer<typeof ToolName>;

export const ExecutorInput = z.strictObject({
  tool: ToolName,
  args: z.record(z.string(), z.unknown()),
});
export type ExecutorInput = z.infer<typeof ExecutorInput>;

export const HttpGetArgs = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  headers: z.record(z.string(), z.string()).default({}),
});
export type HttpGetArgs = z.infer<typeof HttpGetArgs>;

export const HttpOutput = z.strictObject({
  url: z.string(),
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  /** Whether the body was longer than the limit and was cut there. */
  truncated: z.boolean(),
});
export type HttpOutput = z.infer<typeof HttpOutput>;

export const ExecutorOutput = HttpOutput;
export type ExecutorOutput = z.infer<typeof ExecutorOutput>;
