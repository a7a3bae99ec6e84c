import type { ConfigOf, executorArm } from '@octollm/catalogue';
import type { Allowlist } from '../http/allowlist.ts';
import { checkedUrl } from '../http/url-rules.ts';

type Settings = Pick<
  ConfigOf<typeof executorArm>,
  'EXECUTOR_MCP_SERVERS' | 'EXECUTOR_MCP_TOKENS' | 'EXECUTOR_MCP_READ_ONLY'
>;

/** An MCP server that an operator has set up. */
export interface McpServer {
  readonly name: string;
  readonly url: URL;
  readonly token: string | undefined;
  /** The tools that change nothing, as the operator says; what the server says of them is a hint. */
  readonly readOnly: ReadonlySet<string>;
}

/** The settings of MCP servers do not fit together. Thrown at start; it repeats no address and no token. */
export class McpSettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'McpSettingsError';
  }
}

const urlOf = (name: string, text: string, allowlist: Allowlist): URL => {
  if (!URL.canParse(text)) throw new McpSettingsError(`EXECUTOR_MCP_SERVERS gives ${name} no address.`);
  const url = checkedUrl(text, undefined, allowlist);
  if (url.protocol !== 'https:' && !allowlist.allows(url))
    throw new McpSettingsError(
      `EXECUTOR_MCP_SERVERS gives ${name} an address without TLS. Write https://, or open it with EXECUTOR_HTTP_ALLOWLIST.`,
    );
  return url;
};

/**
 * The servers by their names.
 * @throws McpSettingsError for an address without TLS that is not opened, and for a token or a tool of a server that is
 * not set up; ArmFailure for an address that is not public and not opened
 */
export const readServers = (settings: Settings, allowlist: Allowlist): ReadonlyMap<string, McpServer> => {
  const { EXECUTOR_MCP_SERVERS: addresses, EXECUTOR_MCP_TOKENS: tokens = {} } = settings;
  const tools = settings.EXECUTOR_MCP_READ_ONLY.map((entry) => {
    const [, server, tool] = /^([^/]+)\/(.+)$/.exec(entry) ?? [];
    if (server === undefined || tool === undefined)
      throw new McpSettingsError('EXECUTOR_MCP_READ_ONLY must hold server/tool.');
    return { server, tool };
  });
  for (const name of [...Object.keys(tokens), ...tools.map(({ server }) => server)])
    if (!Object.hasOwn(addresses, name))
      throw new McpSettingsError(`EXECUTOR_MCP_SERVERS does not name ${name}, which another setting does.`);
  const servers = Object.entries(addresses).map(
    ([name, text]): McpServer => ({
      name,
      url: urlOf(name, text, allowlist),
      token: Object.hasOwn(tokens, name) ? tokens[name] : undefined,
      readOnly: new Set(tools.filter(({ server }) => server === name).map(({ tool }) => tool)),
    }),
  );
  return new Map(servers.map((server) => [server.name, server]));
};
