import type { ConfigOf, coderArm } from '@octollm/catalogue';
import { type ChatProvider, OpenAiCompatibleProvider } from '@octollm/llm';

/** Injection token of the model provider; null when none is configured. */
export const CHAT_PROVIDER = Symbol('octollm.coder.chat-provider');

/** The provider that the configuration names. */
export const chatProviderOf = (config: ConfigOf<typeof coderArm>): ChatProvider | null =>
  config.OPENAI_API_KEY === undefined
    ? null
    : new OpenAiCompatibleProvider({
        baseUrl: config.OPENAI_BASE_URL,
        apiKey: config.OPENAI_API_KEY,
        model: config.OPENAI_MODEL,
      });
