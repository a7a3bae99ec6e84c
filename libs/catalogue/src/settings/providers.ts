import { list, oneOf, text, url } from './builders.ts';

/**
 * How a service reaches language models. A provider is asked when it is set up: OpenAI and Anthropic by their keys, the
 * others by their addresses. Without any only the offline provider answers.
 */
export const providerSettings = {
  OPENAI_API_KEY: text({
    description:
      'the key for OpenAI; without a key or an address of any provider the offline provider is used',
    secret: true,
    optional: true,
  }),
  OPENAI_BASE_URL: url(
    'http',
    'https',
  )({
    description:
      'the address of OpenAI, or of a server that speaks its API and takes its place and its prices',
    default: 'https://api.openai.com/v1',
  }),
  OPENAI_MODEL: text({ description: 'the model of OpenAI to ask', default: 'gpt-4.1-mini' }),
  OPENAI_EMBEDDING_MODEL: text({
    description: 'the model of OpenAI for embeddings',
    default: 'text-embedding-3-small',
  }),
  ANTHROPIC_API_KEY: text({
    description: 'the key for Anthropic; it is not asked without one',
    secret: true,
    optional: true,
  }),
  ANTHROPIC_BASE_URL: url(
    'http',
    'https',
  )({ description: 'the address of Anthropic', default: 'https://api.anthropic.com' }),
  ANTHROPIC_MODEL: text({ description: 'the model of Anthropic to ask', default: 'claude-sonnet-5-5' }),
  COMPATIBLE_BASE_URL: url(
    'http',
    'https',
  )({
    description:
      'the address, up to /chat/completions, of a further server that speaks the API of OpenAI, beside OpenAI itself; off when not set. Its models have no known prices and count as the dearest there are',
    optional: true,
  }),
  COMPATIBLE_API_KEY: text({
    description: 'the key for that server, if it wants one',
    secret: true,
    optional: true,
  }),
  COMPATIBLE_MODEL: text({ description: 'the model of that server to ask', optional: true }),
  OLLAMA_BASE_URL: url(
    'http',
    'https',
  )({
    description: 'the address of an Ollama server, such as http://localhost:11434; off when not set',
    optional: true,
  }),
  OLLAMA_MODEL: text({ description: 'the model of Ollama to ask', default: 'llama3.2' }),
  OLLAMA_EMBEDDING_MODEL: text({
    description: 'the model of Ollama for embeddings',
    default: 'nomic-embed-text',
  }),
  OLLAMA_KEEP_ALIVE: text({
    description:
      'how long Ollama keeps a model loaded after a call, such as 10m, a number of seconds, or -1 for ever; its own time when not set',
    optional: true,
  }),
  MODEL_SMALL: text({
    description:
      'the model for simple questions, by a name that /v1/models lists or as provider/model; the usual model when not set',
    optional: true,
  }),
  MODEL_FALLBACKS: list({
    description:
      'models to ask in turn when one cannot answer, such as gpt-4.1>gpt-4.1-mini, with commas between the chains',
    default: [],
  }),
  MODEL_PERSONAL_DATA: oneOf(['tokenise', 'pass'])({
    description:
      'whether arms hide data that point at a person from providers outside of the platform behind tokens that the answer turns back (tokenise), or not (pass); Ollama counts as part of the platform. Cards, social security numbers and secrets are always hidden',
    default: 'tokenise',
  }),
  MODEL_LIMITS: list({
    description:
      'calls/tokens that may be asked of a provider in a minute by all replicas together, such as openai=500/200000, with commas between the providers; - for one that is not limited',
    default: [],
  }),
};

// The gateway has a setting of its own for what its callers send.
const { MODEL_PERSONAL_DATA: _ofArms, ...sharedSettings } = providerSettings;

/** What the gateway offers at `/v1`, beside the models that the arms ask. */
export const modelSettings = {
  ...sharedSettings,
  OPENAI_MODELS: list({
    description: 'further models of OpenAI to list at /v1/models, with commas between them',
    default: [],
  }),
};

/** The settings that set a provider up. */
const switches = ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'COMPATIBLE_BASE_URL', 'OLLAMA_BASE_URL'] as const;

/** Whether a configuration names a provider of models. */
export const hasModelProvider = (config: Readonly<Record<string, unknown>>): boolean =>
  switches.some((name) => config[name] !== undefined);
