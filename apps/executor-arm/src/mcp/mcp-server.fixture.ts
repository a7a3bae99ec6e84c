import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ReadableStream } from 'node:stream/web';
import {
  type CallToolResult,
  createMcpHandler,
  fromJsonSchema,
  isInitializeRequest,
  McpServer,
  type ServerContext,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { LocalServer } from '../http/local-server.fixture.ts';

type Call = (args: Readonly<Record<string, unknown>>, context: ServerContext) => Promise<CallToolResult>;
type Answer = (request: Request, body: unknown) => Promise<Response>;

const anything = fromJsonSchema<Record<string, unknown>>({ type: 'object' });

const serverOf = (tools: Readonly<Record<string, Call>>): McpServer => {
  const server = new McpServer({ name: 'test', version: '1' });
  for (const [name, call] of Object.entries(tools))
    server.registerTool(
      name,
      { description: `Does ${name}.`, inputSchema: anything, annotations: { readOnlyHint: true } },
      call,
    );
  return server;
};

/** A server of 2025-11-25 alone, with a session for each client. */
class Sessions {
  readonly #transports = new Map<string, WebStandardStreamableHTTPServerTransport>();
  readonly #tools: Readonly<Record<string, Call>>;

  constructor(tools: Readonly<Record<string, Call>>) {
    this.#tools = tools;
  }

  get open(): number {
    return this.#transports.size;
  }

  async answer(request: Request, parsedBody: unknown): Promise<Response> {
    const known = this.#transports.get(request.headers.get('mcp-session-id') ?? '');
    if (known !== undefined) return known.handleRequest(request, { parsedBody });
    if (!isInitializeRequest(parsedBody)) return new Response('no session', { status: 400 });
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void this.#transports.set(id, transport),
      onsessionclosed: (id) => void this.#transports.delete(id),
    });
    await serverOf(this.#tools).connect(transport);
    return transport.handleRequest(request, { parsedBody });
  }
}

const bridged =
  (answer: Answer, seen: IncomingMessage[]) =>
  async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    seen.push(incoming);
    const body = await text(incoming);
    const gone = new AbortController();
    outgoing.once('close', () => gone.abort());
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const method = incoming.method ?? 'POST';
    const request = new Request(`http://test${incoming.url}`, { method, headers, signal: gone.signal });
    const response = await answer(request, body === '' ? undefined : JSON.parse(body));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.flushHeaders();
    if (response.body === null) outgoing.end();
    else Readable.fromWeb(response.body as ReadableStream).pipe(outgoing);
  };

/** An MCP server on this machine with the tools of a test. */
export class TestMcpServer {
  /** Every request that came. */
  readonly seen: IncomingMessage[];
  readonly url: string;
  readonly #server: LocalServer;
  readonly #sessions: Sessions;

  private constructor(server: LocalServer, seen: IncomingMessage[], sessions: Sessions) {
    this.#server = server;
    this.#sessions = sessions;
    this.seen = seen;
    this.url = server.url('/mcp');
  }

  /** @param revision that it speaks; a server of 2026-07-28 keeps no sessions */
  static async start(
    revision: '2026-07-28' | '2025-11-25',
    tools: Readonly<Record<string, Call>>,
  ): Promise<TestMcpServer> {
    const seen: IncomingMessage[] = [];
    const sessions = new Sessions(tools);
    const modern = createMcpHandler(() => serverOf(tools), { legacy: 'reject' });
    const answer: Answer = (request, parsedBody) =>
      revision === '2025-11-25'
        ? sessions.answer(request, parsedBody)
        : modern.fetch(request, { parsedBody });
    const listener = bridged(answer, seen);
    const server = await LocalServer.start((incoming, outgoing) => void listener(incoming, outgoing));
    return new TestMcpServer(server, seen, sessions);
  }

  get sessions(): number {
    return this.#sessions.open;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }
}
