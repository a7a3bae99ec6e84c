import type { Files } from './render.ts';

/** The files in which two renders differ, each with how. */
export const drift = (committed: Files, rendered: Files): readonly string[] =>
  [...new Set([...committed.keys(), ...rendered.keys()])]
    .filter((path) => committed.get(path) !== rendered.get(path))
    .sort()
    .map((path) => {
      if (!committed.has(path)) return `${path} is missing`;
      return rendered.has(path) ? `${path} differs` : `${path} is stale`;
    });
