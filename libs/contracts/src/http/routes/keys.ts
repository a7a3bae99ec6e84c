import { z } from 'zod';
import { KeyPage, KeyQuery, KeyRequest, KeyRotation, NewKey } from '../../models/keys.ts';
import { Id } from '../../models/primitives.ts';
import type { Route } from '../route.ts';

const keyParams = z.strictObject({ key_id: Id });

/** The API keys of a tenant, for its admins. */
export const keyRoutes = {
  createKey: {
    id: 'createKey',
    method: 'POST',
    path: '/api/v1/keys',
    summary:
      'Make an API key for your tenant, with scopes and a tier that you have yourself. Its secret is shown this once.',
    tag: 'keys',
    scope: 'admin',
    servedBy: 'gateway',
    body: KeyRequest,
    responses: { 201: { description: 'The key with its secret', body: NewKey } },
  },
  listKeys: {
    id: 'listKeys',
    method: 'GET',
    path: '/api/v1/keys',
    summary: 'List the API keys of your tenant, the newest first, those that no longer work included',
    tag: 'keys',
    scope: 'admin',
    servedBy: 'gateway',
    query: KeyQuery,
    responses: { 200: { description: 'A page of keys, without their secrets', body: KeyPage } },
  },
  rotateKey: {
    id: 'rotateKey',
    method: 'POST',
    path: '/api/v1/keys/{key_id}/rotate',
    summary:
      'Give a key a new secret, shown this once. The one before works on for the grace that you ask for, older ones stop at once.',
    tag: 'keys',
    scope: 'admin',
    servedBy: 'gateway',
    params: keyParams,
    body: KeyRotation,
    bodyOptional: true,
    responses: { 200: { description: 'The key with its new secret', body: NewKey } },
  },
  revokeKey: {
    id: 'revokeKey',
    method: 'DELETE',
    path: '/api/v1/keys/{key_id}',
    summary: 'Stop an API key for ever, the secret before its last rotation included',
    tag: 'keys',
    scope: 'admin',
    servedBy: 'gateway',
    params: keyParams,
    responses: { 204: { description: 'The key no longer works', body: null } },
  },
} as const satisfies Record<string, Route>;
