import type { TaskChange } from './task-change.ts';

/** Hears a change of its task, or `gap` when changes may have passed unheard: then it reads the rows. */
export type TaskChangeListener = (change: TaskChange | 'gap') => void;

/** Who listens to which task of this process. */
export class ChangeListeners {
  readonly #byTask = new Map<string, Set<TaskChangeListener>>();
  readonly #onError: (error: unknown) => void;

  /** @param onError - hears what listeners throw; the other listeners are told all the same. */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Adds a listener and returns what removes it again; one listener may be added several times. */
  add(tenantId: string, taskId: string, listener: TaskChangeListener): () => void {
    const key = keyOf(tenantId, taskId);
    // A function of its own for every subscription, so that removing one leaves the others.
    const own: TaskChangeListener = (change) => {
      try {
        listener(change);
      } catch (error) {
        this.#onError(error);
      }
    };
    const listeners = this.#byTask.get(key) ?? new Set();
    this.#byTask.set(key, listeners.add(own));
    return () => {
      listeners.delete(own);
      if (listeners.size === 0 && this.#byTask.get(key) === listeners) this.#byTask.delete(key);
    };
  }

  /** How many tasks are listened to. */
  get tasks(): number {
    return this.#byTask.size;
  }

  /** Tells the listeners of the task. */
  tell(change: TaskChange): void {
    for (const listener of this.#byTask.get(keyOf(change.tenantId, change.taskId)) ?? []) listener(change);
  }

  /** Tells everybody that changes may have passed unheard. */
  tellGap(): void {
    for (const listener of [...this.#byTask.values()].flatMap((set) => [...set])) listener('gap');
  }
}

/** PostgreSQL writes ids in lower case; clients may not. */
const keyOf = (tenantId: string, taskId: string): string => JSON.stringify([tenantId, taskId.toLowerCase()]);
