import type { Route } from '@octollm/contracts';

/** Whose shape an error has: problem details (RFC 9457), OpenAI's error object or an error of JSON-RPC. */
export type ErrorShape = 'problem' | NonNullable<Route['errors']>;

/** Says which shape the errors of an address have; `url` is its path, a query may follow. */
export type ErrorShapes = (url: string) => ErrorShape;

const firstSegment = (path: string): string => /^\/[^/?#]*/.exec(path)?.[0] ?? path;

/**
 * The shapes of the errors below each first segment of a path, as its routes have them. So an unknown path under `/v1`
 * is answered like the known ones there: OpenAI's clients read no other shape.
 */
export const errorShapesOf = (routes: readonly Route[]): ErrorShapes => {
  const shapes = new Map<string, ErrorShape>(
    routes.map(({ path, errors }): [string, ErrorShape] => [firstSegment(path), errors ?? 'problem']),
  );
  return (url) => shapes.get(firstSegment(url)) ?? 'problem';
};
