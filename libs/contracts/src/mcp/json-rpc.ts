import { z } from 'zod';
import { Problem } from '../errors/problem.ts';

const version = z.literal('2.0');
const id = z.union([z.string(), z.number()]);

/**
 * A message of JSON-RPC 2.0 as a client of MCP sends it. One comes at a time, never a list of them (MCP has had none since
 * 2025-06-18): each is limited as a request of its own.
 */
export const JsonRpcMessage = z.looseObject({
  jsonrpc: version,
  id: id.optional(),
  method: z.string().optional(),
  params: z.looseObject({}).optional(),
});
export type JsonRpcMessage = z.infer<typeof JsonRpcMessage>;

/** What a request is answered with: a result or an error. */
export const JsonRpcAnswer = z.looseObject({
  jsonrpc: version,
  id: id.nullable(),
  result: z.looseObject({}).optional(),
  error: z.looseObject({ code: z.int(), message: z.string() }).optional(),
});

/** An error from before the message was read: it has no id, and its data are problem details. */
export const JsonRpcError = z.strictObject({
  jsonrpc: version,
  id: z.null(),
  error: z.strictObject({ code: z.int(), message: z.string(), data: Problem }),
});
export type JsonRpcError = z.infer<typeof JsonRpcError>;
