/** The state of a listening socket in /proc/net/tcp. */
const listening = '0A';

/**
 * The inodes of the sockets that listen on a port, from the text of /proc/net/tcp or /proc/net/tcp6.
 *
 * Rows look like `0: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 4711 1 ...`: local
 * address and port in hexadecimal, remote address, state, and the inode as the tenth field.
 */
export function listeningInodes(table: string, port: number): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return table.split('\n').flatMap((row) => {
    const fields = row.trim().split(/\s+/);
    const [, local, , state] = fields;
    const inode = fields[9];
    return state === listening && local?.endsWith(`:${wanted}`) && inode !== undefined ? [inode] : [];
  });
}
