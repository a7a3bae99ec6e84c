import { describe, expect, it } from 'vitest';
import { listeningInodes } from './socket-table.ts';

const header =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const row = (local: string, state: string, inode: string) =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000000 100 0 0 10 0`;

describe('/proc/net/tcp', () => {
  it('gives the inode of the socket that listens on the port', () => {
    const table = [header, row('0100007F:1538', '0A', '4711'), row('0100007F:0050', '0A', '80')].join('\n');
    expect(listeningInodes(table, 5432)).toEqual(['4711']);
    expect(listeningInodes(table, 80)).toEqual(['80']);
  });

  it('skips connections that merely use the port', () => {
    expect(listeningInodes(row('0100007F:1538', '01', '4711'), 5432)).toEqual([]);
  });

  it('reads the longer addresses of tcp6', () => {
    expect(listeningInodes(row('00000000000000000000000000000000:1538', '0A', '9'), 5432)).toEqual(['9']);
  });

  it('gives nothing for an empty table', () => {
    expect(listeningInodes('', 5432)).toEqual([]);
  });
});
