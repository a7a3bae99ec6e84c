import type { McpCallArgs, McpListArgs, McpOutput, McpToolList } from '@octollm/contracts';
import { invalid, refused } from '../failures.ts';
import type { Allowlist } from '../http/allowlist.ts';
import { Dispatchers } from '../http/dispatchers.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { keptOf } from './result.ts';
import type { McpServer } from './servers.ts';
import { type OpenFetch, withSession } from './session.ts';
import { keptTools } from './tool-list.ts';

/** Calls tools of the MCP servers that an operator has set up. */
export class McpTools {
  readonly #servers: ReadonlyMap<string, McpServer>;
  readonly #dispatchers: Dispatchers;
  readonly #open: OpenFetch;

  constructor(
    servers: ReadonlyMap<string, McpServer>,
    allowlist: Allowlist,
    dispatchers = new Dispatchers(allowlist),
  ) {
    this.#servers = servers;
    this.#dispatchers = dispatchers;
    this.#open = (exceeded) => guardedFetch(allowlist, dispatchers, exceeded);
  }

  /** The tools of a server. @throws ArmFailure as {@link call} does */
  async list({ server: name }: McpListArgs, signal: AbortSignal): Promise<McpToolList> {
    const server = this.#server(name);
    return withSession(server, { open: this.#open, signal }, async ({ client, options }) => {
      const { tools } = await client.listTools(undefined, options);
      return { server: name, ...keptTools(tools, server.readOnly) };
    });
  }

  /** Calls a tool that changes nothing, as the operator says. @throws ArmFailure as {@link call} does, and for any other */
  async read(args: McpCallArgs, signal: AbortSignal): Promise<McpOutput> {
    if (!this.#server(args.server).readOnly.has(args.tool))
      throw refused(
        'not_read_only',
        `${args.tool} of ${args.server} is not listed as read-only. Use mcp_call, or ask an operator to list it in EXECUTOR_MCP_READ_ONLY.`,
      );
    return this.call(args, signal);
  }

  /**
   * Calls a tool. When the signal is aborted the server is told to cancel. A result that says it is an error is an answer.
   * @throws ArmFailure: invalid_input for a server that is not set up and for what the server refuses, policy for what
   * may not be called, unavailable when there is no answer or one that is not MCP
   */
  async call(args: McpCallArgs, signal: AbortSignal): Promise<McpOutput> {
    const server = this.#server(args.server);
    return withSession(server, { open: this.#open, signal }, async ({ client, options }) => {
      const result = await client.callTool({ name: args.tool, arguments: args.arguments }, options);
      return {
        server: args.server,
        tool: args.tool,
        revision: client.getNegotiatedProtocolVersion() ?? '',
        is_error: result.isError === true,
        ...keptOf(result),
      };
    });
  }

  async close(): Promise<void> {
    await this.#dispatchers.close();
  }

  #server(name: string): McpServer {
    const server = this.#servers.get(name);
    if (server !== undefined) return server;
    const names = [...this.#servers.keys()].join(', ') || 'none';
    throw invalid(`There is no MCP server ${name}. Set up are: ${names}.`);
  }
}
