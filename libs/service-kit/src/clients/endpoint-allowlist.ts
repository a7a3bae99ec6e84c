/** A pattern of an allow-list cannot be read. Thrown at start. */
export class EndpointAllowlistError extends Error {
  constructor(setting: string, pattern: string) {
    super(
      `${setting} holds "${pattern}". Write host:port, with * for any host or any port, for example 10.0.0.7:* or arms.internal.example:443.`,
    );
    this.name = 'EndpointAllowlistError';
  }
}

interface Pattern {
  readonly host: RegExp;
  readonly port: string;
}

const escaped = (host: string): string => host.replaceAll(/[.[\]:\\^$+?(){}|-]/g, '\\$&');

const patternOf = (setting: string, text: string): Pattern => {
  const [, host, port] = /^(\[[0-9a-f:.]+\]|[a-z0-9_.*-]+):(\*|\d{1,5})$/i.exec(text) ?? [];
  if (host === undefined || port === undefined) throw new EndpointAllowlistError(setting, text);
  return { host: new RegExp(`^${escaped(host.toLowerCase()).replaceAll('*', '[^]*')}$`), port };
};

const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');

/** The endpoints outside of the platform that an operator lets a service call. An empty list allows none. */
export class EndpointAllowlist {
  /** The setting that the patterns come from, to be named to whom is refused. */
  readonly setting: string;
  readonly #patterns: readonly Pattern[];

  /**
   * @param patterns `host:port`; a `*` stands for any text in the host, or for any port
   * @throws EndpointAllowlistError
   */
  constructor(setting: string, patterns: readonly string[]) {
    this.setting = setting;
    this.#patterns = patterns.map((pattern) => patternOf(setting, pattern));
  }

  get isEmpty(): boolean {
    return this.#patterns.length === 0;
  }

  /** Compares the host as the URL has it, so a name is not allowed because its address is. */
  allows(url: URL): boolean {
    const port = portOf(url);
    return this.#patterns.some(
      (pattern) => (pattern.port === '*' || pattern.port === port) && pattern.host.test(url.hostname),
    );
  }
}
