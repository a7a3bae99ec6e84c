import { AsyncLocalStorage } from 'node:async_hooks';
import type { TraceContext } from './traceparent.ts';

/** What belongs to the request that is being answered, wherever in the code it is. */
export interface RequestContext {
  readonly requestId: string;
  readonly trace: TraceContext;
  /** Set once the caller is known. */
  tenantId?: string;
  /** Set while a task is worked on, so that every log line names it. */
  taskId?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs something inside a context; logs and outgoing calls made there carry its ids. */
export const withContext = <Result>(context: RequestContext, run: () => Result): Result =>
  storage.run(context, run);

/** The context of the current request, or undefined outside of one. */
export const currentContext = (): RequestContext | undefined => storage.getStore();
