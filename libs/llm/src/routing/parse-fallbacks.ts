/** Which models are asked in turn when one cannot answer, by its name. */
export type Fallbacks = Readonly<Record<string, readonly string[]>>;

/**
 * Reads chains such as `gpt-4.1>gpt-4.1-mini>offline`: the first name is the model that is asked for.
 * @throws Error for a chain of one, an empty name, or a model with two chains: it would not do what it seems to
 */
export const parseFallbacks = (chains: readonly string[]): Fallbacks => {
  const fallbacks = new Map<string, readonly string[]>();
  for (const chain of chains) {
    const [model = '', ...next] = chain.split('>').map((name) => name.trim());
    if (next.length === 0 || [model, ...next].includes(''))
      throw new Error(`The fallback chain "${chain}" must name two models or more with > between them.`);
    if (fallbacks.has(model)) throw new Error(`The model ${model} has more than one fallback chain.`);
    fallbacks.set(model, next);
  }
  return Object.fromEntries(fallbacks);
};
