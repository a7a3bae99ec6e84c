import { NotificationListener } from '../database/notification-listener.ts';
import { ChangeListeners, type TaskChangeListener } from './change-listeners.ts';
import { replicaChannel } from './replica-messages.ts';
import { changeChannel } from './statements/journal.ts';
import { parseTaskChange } from './task-change.ts';

/** Where the feed listens. */
export interface TaskChangeFeedOptions {
  /** PostgreSQL without a pooler: LISTEN belongs to a session, which a pooler does not keep. */
  readonly directUrl: string;
  /** Hears of broken connections, after which the feed connects again by itself, and of what listeners throw. */
  readonly onError?: (error: Error) => void;
}

/**
 * Tells subscribers at once when an event of their task was committed, by any replica. It announces and does not
 * deliver: after a lost connection subscribers get `gap`, and they read the events from TaskStore anyway.
 */
export class TaskChangeFeed {
  readonly #listeners: ChangeListeners;
  readonly #notifications: NotificationListener;
  #hearMessage: ((message: string) => void) | undefined;

  constructor({ directUrl, onError }: TaskChangeFeedOptions) {
    const report = (error: unknown): void =>
      onError?.(error instanceof Error ? error : new Error(String(error)));
    this.#listeners = new ChangeListeners(report);
    this.#notifications = new NotificationListener({
      directUrl,
      channels: {
        [changeChannel]: (payload) => {
          const change = parseTaskChange(payload);
          if (change !== null) this.#listeners.tell(change);
        },
        [replicaChannel]: (message) => this.#hearMessage?.(message),
      },
      applicationName: 'octollm-task-changes',
      onGap: () => this.#listeners.tellGap(),
      onError: report,
    });
  }

  /**
   * Connects and listens.
   * @throws UnavailableError when the server does not answer; later losses are repaired in the background.
   */
  async start(): Promise<void> {
    await this.#notifications.start();
  }

  /** Adds a listener for one task of a tenant. The function that is returned removes it. */
  subscribe(tenantId: string, taskId: string, listener: TaskChangeListener): () => void {
    return this.#listeners.add(tenantId, taskId, listener);
  }

  /** Hands what replicas tell each other (`ReplicaMessages`) to one listener, in place of the one before it. */
  onMessage(hear: (message: string) => void): void {
    this.#hearMessage = hear;
  }

  /** Stops listening and disconnects. */
  async close(): Promise<void> {
    await this.#notifications.close();
  }
}
