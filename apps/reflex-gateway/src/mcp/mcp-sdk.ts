/** What the gateway uses of the SDK of MCP. */
export type McpSdk = typeof import('@modelcontextprotocol/server');

/** Loads the SDK when the first message comes: it takes more than ten megabytes, and most gateways get none. */
export const loadMcpSdk = (): Promise<McpSdk> => import('@modelcontextprotocol/server');
