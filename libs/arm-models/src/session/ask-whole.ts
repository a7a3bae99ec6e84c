import type { Ask } from '../call/ask.ts';
import { readMessage } from './read-message.ts';

/** Asks for an answer that is read when it is whole. */
export const askWhole: Ask = async (route, request, options) => {
  const { answer, ...by } = await route.chat(request, options);
  return { ...by, answer: { message: readMessage(answer.completion), usage: answer.usage } };
};
