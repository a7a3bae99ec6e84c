import type { OctoError } from '../errors/octo-error.ts';
import type { JsonRpcError } from './json-rpc.ts';

/** The codes of JSON-RPC 2.0, section 5.1; MCP uses -32000 for what has no code of its own. */
const codeOf = ({ status, cause }: OctoError): number => {
  if (cause instanceof SyntaxError) return -32_700;
  if (status >= 500) return -32_603;
  return status === 400 ? -32_600 : -32_000;
};

/** An error as JSON-RPC has it, for a message that could not be read or was not let in. */
export const toJsonRpcError = (
  error: OctoError,
  request: { readonly instance: string; readonly requestId: string },
): JsonRpcError => ({
  jsonrpc: '2.0',
  id: null,
  error: { code: codeOf(error), message: error.message, data: error.toProblem(request) },
});
