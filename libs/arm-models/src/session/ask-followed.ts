import { createRestoreStream, type TokenVault } from '@octollm/guardrails';
import { type Ask, BrokenAnswerError } from '../call/ask.ts';
import type { Follow } from './question.ts';
import { StreamedMessage } from './read-message.ts';

/**
 * Asks for an answer that somebody reads while it is written, no faster than they read, with the hidden values back in
 * their places. Its message is as the model wrote it.
 * @param vault the hidden values
 */
export const askFollowed =
  (follow: Follow, vault: TokenVault): Ask =>
  async (route, request, options) => {
    const { answer, ...by } = await route.streamChat(request, options);
    const restored = createRestoreStream(vault);
    const streamed = new StreamedMessage();
    let at = 0;
    const tell = async (text: string): Promise<void> => {
      if (text === '') return;
      await follow(text, at);
      at += text.length;
    };
    try {
      for await (const { chunk } of answer) await tell(restored.push(streamed.add(chunk)));
      await tell(restored.end());
    } catch (error) {
      throw new BrokenAnswerError(answer.usage, error);
    }
    return { ...by, answer: { message: streamed.message, usage: answer.usage } };
  };
