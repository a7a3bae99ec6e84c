import {
  type ChatCompletionRequest,
  type ChatMessage,
  InvalidRequestError,
  TaskRequest,
  UnsupportedParameterError,
} from '@octollm/contracts';
import { textOfMessage } from './message-text.ts';
import { contextOf } from './task-context.ts';

const longestGoal = 10_000;

const refuse = (index: number, detail: string): InvalidRequestError =>
  new InvalidRequestError(`Correct messages[${index}]: it ${detail}.`, {
    errors: [{ pointer: `/messages/${index}/content`, detail }],
  });

/** What changes the form of an answer in ways that the platform's answers do not have. */
const refuseUnsupported = (request: ChatCompletionRequest): void => {
  const refuseParameter = (name: string, isAsked: boolean): void => {
    if (isAsked)
      throw new UnsupportedParameterError(
        `/${name}`,
        `The model octollm does not take ${name}: it is the whole platform and answers in its own way. Leave it out, or ask a provider's model.`,
      );
  };
  refuseParameter('tools', (request.tools?.length ?? 0) > 0);
  refuseParameter('n', (request.n ?? 1) > 1);
  refuseParameter('response_format', (request.response_format?.type ?? 'text') !== 'text');
  refuseParameter('logprobs', request.logprobs === true);
};

/**
 * A conversation as a task: the last message of the user is the goal, what was said before is its context.
 * @throws UnsupportedParameterError for tools, several answers and forms that the platform's answers do not have;
 * InvalidRequestError when no message of a user is there, or it is blank, or too long for a goal
 */
export const taskOfConversation = (request: ChatCompletionRequest): TaskRequest => {
  refuseUnsupported(request);
  const { messages } = request;
  const index = messages.findLastIndex(({ role }) => role === 'user');
  const last: ChatMessage | undefined = messages[index];
  if (last === undefined)
    throw new InvalidRequestError('Send a message of the role user: the last one is what is asked.', {
      errors: [{ pointer: '/messages', detail: 'holds no message of the role user' }],
    });
  const goal = textOfMessage(last, index).trim();
  if (goal === '') throw refuse(index, 'has no text');
  if (goal.length > longestGoal) throw refuse(index, `has more than ${longestGoal} characters`);
  const context = contextOf(messages.slice(0, index), goal);
  return TaskRequest.parse({ goal, ...(context === '' ? {} : { context }) });
};
