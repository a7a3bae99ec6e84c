import type { Route } from './routing.ts';

/** A matcher that this simulation does not know; routes are few and use `=` only. */
export class UnknownMatcherError extends Error {
  constructor(matcher: string) {
    super(`The matcher ${matcher} is not of the form label="value".`);
    this.name = 'UnknownMatcherError';
  }
}

/** @throws UnknownMatcherError */
const holds = (matcher: string, labels: Readonly<Record<string, string>>): boolean => {
  const [, label, value] = /^(\w+)="([^"]*)"$/.exec(matcher) ?? [];
  if (label === undefined || value === undefined) throw new UnknownMatcherError(matcher);
  return (labels[label] ?? '') === value;
};

/**
 * The receivers that an alert with these labels reaches, as Alertmanager decides: the first route that matches, and
 * those after it as long as they say `continue`; the parent when no child does.
 *
 * @throws UnknownMatcherError
 */
export const receiversOf = (route: Route, labels: Readonly<Record<string, string>>): readonly string[] => {
  const found: string[] = [];
  for (const child of route.routes ?? []) {
    if (!(child.matchers ?? []).every((matcher) => holds(matcher, labels))) continue;
    found.push(...receiversOf(child, labels));
    if (child.continue !== true) return found;
  }
  return found.length > 0 ? found : [route.receiver];
};
