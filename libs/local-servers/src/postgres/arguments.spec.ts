import { describe, expect, it } from 'vitest';
import { initdbArguments, postgresArguments } from './arguments.ts';

const initdb = {
  dataDir: '/data',
  user: 'octo',
  passwordFile: '/data/pw',
  durable: true,
  platform: 'linux',
} as const;
const server = { dataDir: '/data', port: 5433, durable: true, settings: {} };

describe('initdb', () => {
  it('asks for scram-sha-256, UTF8 and C.UTF-8, with the password in a file', () => {
    expect(initdbArguments(initdb)).toEqual(
      expect.arrayContaining([
        '--username=octo',
        '--pwfile=/data/pw',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--builtin-locale=C.UTF-8',
        '--locale=C.UTF-8',
      ]),
    );
  });

  it('names a locale that macOS knows there', () => {
    expect(initdbArguments({ ...initdb, platform: 'darwin' })).toContain('--locale=C');
  });

  it('waits for the disk only when the data matter', () => {
    expect(initdbArguments(initdb)).not.toContain('--no-sync');
    expect(initdbArguments({ ...initdb, durable: false })).toContain('--no-sync');
  });
});

describe('postgres', () => {
  it('listens on 127.0.0.1 only, with no unix socket', () => {
    const args = postgresArguments(server);
    expect(args.slice(0, 4)).toEqual(['-D', '/data', '-p', '5433']);
    expect(args).toContain('listen_addresses=127.0.0.1');
    expect(args).toContain('unix_socket_directories=');
  });

  it('keeps fsync unless the data do not matter', () => {
    expect(postgresArguments(server).join(' ')).not.toContain('fsync');
    expect(postgresArguments({ ...server, durable: false })).toContain('fsync=off');
  });

  it("gives the caller's settings the last word", () => {
    const args = postgresArguments({
      ...server,
      durable: false,
      settings: { fsync: 'on', max_connections: '7' },
    });
    expect(args).toContain('fsync=on');
    expect(args).not.toContain('fsync=off');
    expect(args).toContain('max_connections=7');
  });
});
