/** What may be asked of a provider in a minute. What is left out is not limited. */
export interface ModelLimit {
  readonly calls?: number;
  /** Of prompts and answers together. */
  readonly tokens?: number;
}

const part = (text: string): number | undefined => {
  if (text === '-') return undefined;
  return /^[1-9]\d{0,11}$/.test(text) ? Number(text) : Number.NaN;
};

/**
 * Reads limits such as `openai=500/200000` or `anthropic=-/80000`: the provider, its calls and its tokens in a minute.
 * @throws Error for what is written otherwise, or a provider with two limits: it would not do what it seems to
 */
export const parseModelLimits = (limits: readonly string[]): ReadonlyMap<string, ModelLimit> => {
  const parsed = new Map<string, ModelLimit>();
  for (const limit of limits) {
    const [provider = '', calls = '', tokens = '', more] = limit.split(/[=/]/).map((text) => text.trim());
    const [most, mostTokens] = [part(calls), part(tokens)];
    if (provider === '' || more !== undefined || Number.isNaN(most) || Number.isNaN(mostTokens))
      throw new Error(`The limit "${limit}" must be written as provider=calls/tokens, each a number or -.`);
    if (parsed.has(provider)) throw new Error(`The provider ${provider} has more than one limit.`);
    parsed.set(provider, {
      ...(most === undefined ? {} : { calls: most }),
      ...(mostTokens === undefined ? {} : { tokens: mostTokens }),
    });
  }
  return parsed;
};
