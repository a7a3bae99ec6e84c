import type { Route } from '@octollm/contracts';

/** Whose shape an error has: problem details (RFC 9457) or OpenAI's error object. */
export type ErrorShape = 'problem' | 'openai';

/** Says which shape the errors of an address have; `url` is its path, a query may follow. */
export type ErrorShapes = (url: string) => ErrorShape;

const firstSegment = (path: string): string => /^\/[^/?#]*/.exec(path)?.[0] ?? path;

/**
 * The shapes of the errors below each first segment of a path, as its routes have them. So an unknown path under `/v1`
 * is answered like the known ones there: OpenAI's clients read no other shape.
 */
export const errorShapesOf = (routes: readonly Route[]): ErrorShapes => {
  const openAi = new Set(
    routes.filter(({ errors }) => errors === 'openai').map(({ path }) => firstSegment(path)),
  );
  return (url) => (openAi.has(firstSegment(url)) ? 'openai' : 'problem');
};
