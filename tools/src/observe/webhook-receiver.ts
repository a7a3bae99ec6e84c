import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

/** https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
const Notification = z.object({
  receiver: z.string(),
  alerts: z.array(
    z.object({
      status: z.enum(['firing', 'resolved']),
      labels: z.record(z.string(), z.string()),
      annotations: z.record(z.string(), z.string()),
    }),
  ),
});

/** An alert as somebody is told of it. */
export interface ToldAlert {
  readonly receiver: string;
  readonly status: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Takes what Alertmanager sends, in the place of the people and services that are told of alerts. */
export class WebhookReceiver {
  readonly told: ToldAlert[] = [];
  readonly #server: Server;

  private constructor(onTold: (alert: ToldAlert) => void) {
    this.#server = createServer((request, response) => {
      json(request)
        .then((body) => {
          const { receiver, alerts } = Notification.parse(body);
          for (const alert of alerts) {
            this.told.push({ receiver, ...alert });
            onTold({ receiver, ...alert });
          }
          response.writeHead(204).end();
        })
        .catch((error: unknown) => response.writeHead(400).end(String(error)));
    });
  }

  static async start(onTold: (alert: ToldAlert) => void = () => undefined): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver(onTold);
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
