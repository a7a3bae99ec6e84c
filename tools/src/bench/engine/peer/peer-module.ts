/** What a script in tools/bench-peers gets. */
export interface PeerOptions {
  /** A database of its own. */
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Calls a tool of the graph and gives its answer. */
  readonly callTool: (name: string) => Promise<unknown>;
}

export interface Peer {
  /** Carries out the graph once; resolves when it has ended and is durable. */
  task(): Promise<void>;
  stop(): Promise<void>;
}

/** What a script in tools/bench-peers exports. */
export interface PeerModule {
  readonly start: (options: PeerOptions) => Promise<Peer>;
}
