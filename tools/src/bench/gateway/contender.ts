/** Something that stands before a provider and speaks its API. */
export interface Contender {
  readonly name: string;
  /** One line: what it does for a request. */
  readonly description: string;
  /** @param upstream the address of the provider, without a path */
  start(upstream: string, signal: AbortSignal): Promise<RunningContender>;
}

export interface RunningContender {
  /** Where chat completions are asked for. */
  readonly url: string;
  /** The headers of a request; connections take turns with them. */
  readonly headers: readonly Readonly<Record<string, string>>[];
  /** Megabytes of resident memory of its process. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}
