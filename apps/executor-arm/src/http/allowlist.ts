/** A pattern of the allow-list cannot be read. Thrown at start. */
export class AllowlistError extends Error {
  constructor(pattern: string) {
    super(
      `EXECUTOR_HTTP_ALLOWLIST holds "${pattern}". Write host:port, with * for any host or any port, for example 127.0.0.1:* or [::1]:8080.`,
    );
    this.name = 'AllowlistError';
  }
}

const escaped = (host: string): string => host.replaceAll(/[.[\]:\\^$+?(){}|-]/g, '\\$&');

interface Pattern {
  readonly host: RegExp;
  readonly port: string;
}

const patternOf = (text: string): Pattern => {
  const parts = /^(\[[0-9a-f:.]+\]|[a-z0-9_.*-]+):(\*|\d{1,5})$/i.exec(text);
  const [, host, port] = parts ?? [];
  if (host === undefined || port === undefined) throw new AllowlistError(text);
  return { host: new RegExp(`^${escaped(host.toLowerCase()).replaceAll('*', '[^]*')}$`), port };
};

const defaultPort = (url: URL): string => (url.protocol === 'https:' ? '443' : '80');

/** The addresses that may be called although they are not public. */
export class Allowlist {
  readonly #patterns: readonly Pattern[];

  /**
   * @param patterns `host:port`; a `*` stands for any text in the host, or for any port
   * @throws AllowlistError
   */
  constructor(patterns: readonly string[]) {
    this.#patterns = patterns.map(patternOf);
  }

  /** Compares the host as the URL has it, so a name is not allowed because its address is. */
  allows(url: URL): boolean {
    const port = url.port === '' ? defaultPort(url) : url.port;
    return this.#patterns.some(
      (pattern) => (pattern.port === '*' || pattern.port === port) && pattern.host.test(url.hostname),
    );
  }
}
