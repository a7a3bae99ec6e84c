import { Client, type FetchLike } from '@modelcontextprotocol/client';
import { type ArmFailure, platformVersion } from '@octollm/service-kit';
import { asFailure } from './failures.ts';
import type { McpServer } from './servers.ts';
import { PoliteTransport } from './transport.ts';

/** Longer than any deadline of a call, which ends it before. */
const longestMs = 3_600_000;

/** Makes what a session calls its server with. */
export type OpenFetch = (exceeded: (failure: ArmFailure) => void) => FetchLike;

export interface Session {
  readonly client: Client;
  /** What every request of the session takes: until when it is waited for. */
  readonly options: { readonly signal: AbortSignal; readonly timeout: number };
}

/**
 * Uses a server for one call: the newest revision that both know is agreed on, and what one call leaves behind in a session
 * is never there in another, which may be of another tenant. The client offers nothing that a server could ask for.
 * @throws ArmFailure, or the reason of the signal
 */
export const withSession = async <Result>(
  server: McpServer,
  { open, signal }: { readonly open: OpenFetch; readonly signal: AbortSignal },
  use: (session: Session) => Promise<Result>,
): Promise<Result> => {
  let exceeded: ArmFailure | undefined;
  const fetch = open((failure) => (exceeded = failure));
  const client = new Client(
    { name: 'octollm-executor', version: platformVersion },
    { versionNegotiation: { mode: 'auto' }, inputRequired: { autoFulfill: false }, listMaxPages: 10 },
  );
  const transport = new PoliteTransport(server.url, {
    fetch,
    requestInit: server.token === undefined ? {} : { headers: { authorization: `Bearer ${server.token}` } },
    reconnectionOptions: {
      maxRetries: 2,
      initialReconnectionDelay: 500,
      maxReconnectionDelay: 2_000,
      reconnectionDelayGrowFactor: 2,
    },
  });
  const options = { signal, timeout: longestMs };
  try {
    signal.throwIfAborted();
    await client.connect(transport, options);
    return await use({ client, options });
  } catch (error) {
    throw exceeded ?? asFailure(server.name, error, signal);
  } finally {
    await transport.close();
  }
};
