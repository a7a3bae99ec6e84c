import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { BackupError } from '../backup-error.ts';

/** Redis says something every second while it prepares a file. */
const silenceMs = 60_000;

const protocols: ReadonlySet<string> = new Set(['redis:', 'rediss:']);

/** A command in RESP (https://redis.io/docs/latest/develop/reference/protocol-spec/). */
const encoded = (parts: readonly string[]): string =>
  `*${parts.length}\r\n${parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`;

/**
 * A connection that reads lines and bytes as they come: the file of a replica is no answer that a client library would
 * give out.
 */
export class RedisConnection {
  readonly #socket: Socket;
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#chunks = socket[Symbol.asyncIterator]();
  }

  /**
   * Connects to `redis://` or `rediss://` and signs in when the URL holds a password.
   * @throws BackupError when the URL is none of these, which it does not repeat because of the password, and when Redis
   * does not answer or refuses the password
   */
  static async open(url: string): Promise<RedisConnection> {
    const parsed = URL.parse(url);
    if (parsed === null || !protocols.has(parsed.protocol))
      throw new BackupError('The URL of Redis is neither redis:// nor rediss://.');
    const { protocol, port, username, password } = parsed;
    const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1');
    const address = { host, port: port === '' ? 6379 : Number(port) };
    // TLS names hosts, never addresses (RFC 6066).
    const named = isIP(host) === 0 ? { servername: host } : {};
    const socket = protocol === 'rediss:' ? connectTls({ ...address, ...named }) : connect(address);
    socket.setTimeout(silenceMs, () => socket.destroy(new Error('Redis has been silent for a minute.')));
    const connection = new RedisConnection(socket);
    if (password === '') return connection;
    const credentials = [username, password].filter((part) => part !== '').map(decodeURIComponent);
    try {
      connection.send('AUTH', ...credentials);
      await connection.line();
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  send(...command: readonly string[]): void {
    this.#socket.write(encoded(command));
  }

  /**
   * The next line without its end.
   * @throws BackupError when it is an error of Redis or the connection ends
   */
  async line(): Promise<string> {
    let end = this.#held.indexOf('\r\n');
    while (end < 0) {
      await this.#more();
      end = this.#held.indexOf('\r\n');
    }
    const line = this.#held.subarray(0, end).toString();
    this.#held = this.#held.subarray(end + 2);
    if (line.startsWith('-')) throw new BackupError(`Redis answers: ${line.slice(1)}`);
    return line;
  }

  /** So many bytes, as they come. @throws BackupError when the connection ends before the last */
  async *bytes(length: number): AsyncGenerator<Buffer> {
    let missing = length;
    while (missing > 0) {
      if (this.#held.length === 0) await this.#more();
      const taken = this.#held.subarray(0, missing);
      this.#held = this.#held.subarray(taken.length);
      missing -= taken.length;
      yield taken;
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  async #more(): Promise<void> {
    const next = await this.#chunks.next().catch((error: unknown) => {
      throw new BackupError('The connection to Redis failed.', { cause: error });
    });
    if (next.done === true) throw new BackupError('Redis closed the connection.');
    this.#held = Buffer.concat([this.#held, next.value]);
  }
}
