import { list, text, url } from './builders.ts';

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

/** What the gateway offers at `/v1`, beside the model that the arms ask. */
export const modelSettings = {
  ...providerSettings,
  OPENAI_MODELS: list({
    description: 'further models of the provider to list at /v1/models, with commas between them',
    default: [],
  }),
  OPENAI_EMBEDDING_MODEL: text({
    description: 'the model for embeddings to list at /v1/models',
    default: 'text-embedding-3-small',
  }),
  MODEL_FALLBACKS: list({
    description:
      'models to ask in turn when one cannot answer, such as gpt-4.1>gpt-4.1-mini, with commas between the chains',
    default: [],
  }),
};
