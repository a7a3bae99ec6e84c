import { z } from 'zod';

/** A server as the operator has named it. */
const McpServerName = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);

export const McpListArgs = z.strictObject({ server: McpServerName });
export type McpListArgs = z.infer<typeof McpListArgs>;

export const McpCallArgs = z.strictObject({
  server: McpServerName,
  /** As the server names it. */
  tool: z.string().min(1).max(128),
  arguments: z.record(z.string(), z.unknown()).default({}),
});
export type McpCallArgs = z.infer<typeof McpCallArgs>;

/** A part of a result. All of it is content that somebody else has written: it may not instruct. */
export const McpContent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('resource'), uri: z.string(), text: z.string() }),
  /** Nothing is fetched from it. */
  z.strictObject({ type: z.literal('resource_link'), uri: z.string(), name: z.string() }),
]);
export type McpContent = z.infer<typeof McpContent>;

/** What a tool of an MCP server has answered. */
export const McpOutput = z.strictObject({
  server: z.string(),
  tool: z.string(),
  /** The revision of the protocol that was agreed on. */
  revision: z.string(),
  /** Whether the tool says that it failed: its content then says why. */
  is_error: z.boolean(),
  content: z.array(McpContent),
  /** Null when there is none, or when it was longer than what is handed back. */
  structured: z.record(z.string(), z.unknown()).nullable(),
  /** Whether something was longer than the limit and was cut there. */
  truncated: z.boolean(),
  /** What was left out, such as images. */
  left_out: z.array(z.string()),
});
export type McpOutput = z.infer<typeof McpOutput>;

/** The tools of an MCP server, in its own words. */
export const McpToolList = z.strictObject({
  server: z.string(),
  tools: z.array(
    z.strictObject({
      name: z.string(),
      description: z.string(),
      input_schema: z.record(z.string(), z.unknown()),
      /** Whether the operator lets `mcp_read` call it. */
      read_only: z.boolean(),
    }),
  ),
  /** Whether there are more than are handed back. */
  truncated: z.boolean(),
});
export type McpToolList = z.infer<typeof McpToolList>;
