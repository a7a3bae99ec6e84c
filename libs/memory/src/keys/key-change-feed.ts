import { Id } from '@octollm/contracts';
import { NotificationListener } from '../database/notification-listener.ts';
import { keyChangeChannel } from './api-key-statements.ts';

export interface KeyChangeFeedOptions {
  /** PostgreSQL without a pooler: LISTEN belongs to a session, which a pooler does not keep. */
  readonly directUrl: string;
  /**
   * Hears the id of a key that was rotated, revoked, changed or deleted, by whomever; null when changes may have passed
   * unheard, so that any key may have changed.
   */
  readonly onChange: (keyId: string | null) => void;
  /** Hears of broken connections, after which the feed connects again by itself. */
  readonly onError: (error: unknown) => void;
}

/** Tells at once that what is remembered of a key no longer holds. PostgreSQL announces a change as it is committed. */
export class KeyChangeFeed {
  readonly #notifications: NotificationListener;

  constructor({ directUrl, onChange, onError }: KeyChangeFeedOptions) {
    this.#notifications = new NotificationListener({
      directUrl,
      channels: {
        [keyChangeChannel]: (payload) => {
          if (Id.safeParse(payload).success) onChange(payload);
        },
      },
      applicationName: 'octollm-key-changes',
      onGap: () => onChange(null),
      onError,
    });
  }

  /**
   * Connects and listens.
   * @throws UnavailableError when the server does not answer; later losses are repaired in the background.
   */
  async start(): Promise<void> {
    await this.#notifications.start();
  }

  /** Stops listening and disconnects. */
  async close(): Promise<void> {
    await this.#notifications.close();
  }
}
