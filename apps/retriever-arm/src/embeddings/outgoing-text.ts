import { screen } from '@octollm/guardrails';

/** Runs where the platform does: what it is told leaves nothing. */
const localProviders: ReadonlySet<string> = new Set(['ollama']);

/** Whether a provider counts as outside of the platform. */
export const isExternal = (provider: string, personalData: 'tokenise' | 'pass'): boolean =>
  personalData !== 'pass' && !localProviders.has(provider);

/**
 * A text as a model may see it: cards, social security numbers and secrets masked always, other data that point at a
 * person when it leaves the platform. Masks, not tokens: tokens are made anew each time, and a passage and a query that
 * name the same person would get different vectors.
 */
export const outgoingText = (text: string, leaves: boolean): string =>
  screen(text, ['pii', 'secrets'], leaves ? { destination: 'external' } : {}).sanitized_text;
