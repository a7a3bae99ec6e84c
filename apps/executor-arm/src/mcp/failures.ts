import {
  ProtocolError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  UnauthorizedError,
} from '@modelcontextprotocol/client';
import type { ErrorCategory } from '@octollm/contracts';
import { ArmFailure } from '@octollm/service-kit';
import { lostAnswer } from './transport.ts';

/** A call that has reached the server counts as one. */
const usage = { tool_calls: 1 };

export const answerTooLong = (): ArmFailure =>
  new ArmFailure(
    'answer_too_long',
    'policy',
    'The answer of the MCP server is longer than 8 MiB. Ask it for less.',
    {
      usage,
    },
  );

/** The failure somewhere below an error, such as the one with which a name was not resolved. */
const failureIn = (error: unknown): ArmFailure | undefined => {
  if (error instanceof ArmFailure) return error;
  return error instanceof Error ? failureIn(error.cause) : undefined;
};

const unauthorised = 'It does not accept the token. An operator sets it with EXECUTOR_MCP_TOKENS.';

const byStatus = (status: number): readonly [code: string, category: ErrorCategory, advice: string] => {
  if (status === 401 || status === 403) return ['mcp_unauthorised', 'policy', unauthorised];
  if (status === 429) return ['mcp_rate_limited', 'rate_limited', 'It asks for patience. Try again later.'];
  return status >= 300 && status < 400
    ? [
        'redirect_refused',
        'policy',
        'It redirects elsewhere. An operator sets up the address it redirects to.',
      ]
    : ['no_answer', 'unavailable', `It answers with the status ${status}.`];
};

const described = (error: unknown): readonly [code: string, category: ErrorCategory, advice: string] => {
  if (error instanceof SdkHttpError) return byStatus(error.status);
  if (error instanceof UnauthorizedError) return ['mcp_unauthorised', 'policy', unauthorised];
  if (error instanceof ProtocolError && error.code !== lostAnswer)
    return [
      'mcp_refused',
      'invalid_input',
      `It refuses the call (JSON-RPC ${error.code}). Check the tool and its arguments against mcp_list.`,
    ];
  if (error instanceof SdkError && error.code === SdkErrorCode.UnsupportedResultType)
    return ['input_required', 'policy', 'The tool asks a person for input, which nobody can give here.'];
  if (error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout)
    return ['no_answer', 'timeout', 'It did not answer in time.'];
  return ['no_answer', 'unavailable', 'It does not answer as MCP says. Try again, or ask who runs it.'];
};

/**
 * What an error of the client means to the caller. The server's own words are left out: they may be longer than an error
 * and try to instruct who reads it.
 */
export const asFailure = (server: string, error: unknown, signal: AbortSignal): unknown => {
  if (signal.aborted) return signal.reason;
  const failure = failureIn(error);
  if (failure !== undefined) return failure;
  const [code, category, advice] = described(error);
  return new ArmFailure(code, category, `The MCP server ${server} was asked. ${advice}`, {
    usage,
    cause: error,
  });
};
