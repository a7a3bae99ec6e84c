/** https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons */
const reasons: Readonly<Record<string, string>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  pause_turn: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
};

/** Why the model stopped, in OpenAI's words; a reason that is not known yet counts as a stop. */
export const toFinishReason = (reason: unknown): string =>
  typeof reason === 'string' && Object.hasOwn(reasons, reason) ? (reasons[reason] ?? 'stop') : 'stop';

/** What a refused answer says: the API tells no sentence that is meant for users. */
export const refusalText = 'The model has declined to answer.';
