import type { TaskRequest } from '@octollm/contracts';

/** What tells a repetition of a request from a new one. */
export interface Idempotency {
  readonly key: string;
  /** The SHA-256 of the body, to tell a repetition from another request under the same key. */
  readonly bodySha256: string;
}

/** A task to store. */
export interface NewTask {
  /** Made by the caller, with newId. */
  readonly id: string;
  readonly request: TaskRequest;
  /** Who asks, for the audit trail. */
  readonly actor: string;
  /** The W3C trace context of the request; the task's trace id comes from it. */
  readonly traceparent: string;
  readonly idempotency?: Idempotency;
  /** The task that this one continues, and from which of its events on; both are told with the first event. */
  readonly origin?: { readonly forked_from: string; readonly checkpoint: number };
}
