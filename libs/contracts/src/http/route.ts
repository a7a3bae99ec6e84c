import type { z } from 'zod';
import type { Scope } from '../models/scopes.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One route of the public API: what the gateway enforces and what the OpenAPI document says are this object. */
export interface Route {
  readonly id: string;
  readonly method: Method;
  /** The path, with parameters in braces, as in OpenAPI. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** The scope a caller needs; `any` key will do where each part of the answer asks for a scope of its own. */
  readonly scope: Scope | 'any';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Whether the body may be left out. */
  readonly bodyOptional?: boolean;
  /** The parts of a body as multipart/form-data, which may be sent instead of JSON and is passed on as it comes. */
  readonly upload?: z.ZodObject;
  /** The longest body in bytes; the platform's default when left out. */
  readonly bodyLimit?: number;
  /** Who answers: the orchestrator, behind the gateway, unless it says so. */
  readonly servedBy?: 'gateway';
  /** Whose shape its errors have: problem details (RFC 9457), unless it says so. */
  readonly errors?: 'openai' | 'json-rpc';
  /** Milliseconds until the head of the answer must be there; 75 seconds when left out, for `Prefer: wait`. */
  readonly answerMs?: number;
  /** Answers by status. `null` is an answer without a body, `'stream'` a stream of server-sent events. */
  readonly responses: Readonly<
    Record<number, { readonly description: string; readonly body: z.ZodType | null | 'stream' }>
  >;
}

/** The media type of an upload (RFC 7578). */
export const uploadMediaType = 'multipart/form-data';

/** The longest body that a route takes when it says nothing else: 1 MiB. */
export const defaultBodyLimit = 1_048_576;
