import { ArmFailure } from '@octollm/service-kit';
import { describe, expect, it } from 'vitest';
import { Allowlist } from '../http/allowlist.ts';
import { McpSettingsError, readServers } from './servers.ts';

const read = (
  servers: Record<string, string>,
  { tokens, readOnly = [] }: { tokens?: Record<string, string>; readOnly?: string[] } = {},
) =>
  readServers(
    { EXECUTOR_MCP_SERVERS: servers, EXECUTOR_MCP_TOKENS: tokens, EXECUTOR_MCP_READ_ONLY: readOnly },
    new Allowlist(['127.0.0.1:9000']),
  );

describe('the settings of MCP servers', () => {
  it('name each with its address, its token and what is read-only', () => {
    const servers = read(
      { a: 'https://a.example/mcp', b: 'http://127.0.0.1:9000/' },
      { tokens: { a: 't' }, readOnly: ['a/find', 'a/x/y', 'b/z'] },
    );
    expect([...servers.keys()]).toEqual(['a', 'b']);
    expect(servers.get('a')).toMatchObject({ token: 't', readOnly: new Set(['find', 'x/y']) });
    expect(servers.get('b')).toMatchObject({ token: undefined, readOnly: new Set(['z']) });
  });

  it.each([
    ['http://a.example/mcp', McpSettingsError],
    ['http://127.0.0.1:9001/', ArmFailure],
    ['https://169.254.169.254/', ArmFailure],
    ['https://user:secret@a.example/', ArmFailure],
    ['nonsense', McpSettingsError],
  ])('refuse the address %s', (url, error) => {
    expect(() => read({ a: url })).toThrow(error);
  });

  it('refuse a token or a tool of a server that they do not name, and repeat no token', () => {
    expect(() => read({}, { tokens: { a: 't0ken' } })).toThrow(/does not name a, which/);
    expect(() => read({ a: 'https://a.example' }, { readOnly: ['b/x'] })).toThrow(McpSettingsError);
    expect(() => read({ a: 'https://a.example' }, { readOnly: ['x'] })).toThrow(/must hold server\/tool/);
  });
});
