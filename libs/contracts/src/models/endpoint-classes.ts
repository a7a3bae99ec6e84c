import type { Route } from '../http/route.ts';

/** Routes that are limited together, because they burden the same part of the platform. */
export type EndpointClass = 'tasks' | 'models' | 'documents' | 'operations';

/**
 * How much of its own requests, from 0 to 1, a key may spend on the routes of a class: uploads are large and reports
 * read whole tables, so neither may take all that the key has. A class that may take everything has no limit of its own.
 */
export const endpointShares: Readonly<Record<EndpointClass, number>> = {
  tasks: 1,
  models: 1,
  documents: 0.5,
  operations: 0.5,
};

/** The class of a route. */
export const endpointClassOf = ({ scope, errors }: Pick<Route, 'scope' | 'errors'>): EndpointClass => {
  if (errors === 'openai') return 'models';
  if (scope === 'document:write') return 'documents';
  if (scope === 'admin' || scope === 'usage:read') return 'operations';
  return 'tasks';
};
