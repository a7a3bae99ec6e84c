/**
 * Whether what a model is told stays where the platform runs: with the offline provider and with Ollama, except for the
 * models that Ollama passes on to its own servers (`gpt-oss:120b-cloud`, `glm-4.6:cloud`, https://docs.ollama.com/cloud).
 */
export const staysOnPlatform = (provider: string, model: string): boolean =>
  provider === 'offline' || (provider === 'ollama' && !/[-:]cloud$/.test(model));
