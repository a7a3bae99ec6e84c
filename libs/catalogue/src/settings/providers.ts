import { text, url } from './builders.ts';

/** How a service reaches a language model. Without a key only the offline provider answers. */
export const providerSettings = {
  OPENAI_API_KEY: text({
    description: 'the key for an OpenAI-compatible provider; without it the offline provider is used',
    secret: true,
    optional: true,
  }),
  OPENAI_BASE_URL: url(
    'http',
    'https',
  )({
    description: 'the address of an OpenAI-compatible provider',
    default: 'https://api.openai.com/v1',
  }),
  OPENAI_MODEL: text({ description: 'the model to ask', default: 'gpt-4.1-mini' }),
};
