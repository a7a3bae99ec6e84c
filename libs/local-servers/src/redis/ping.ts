import { connect } from 'node:net';

const answerTimeoutMs = 2_000;

/** True when the Redis on this port of 127.0.0.1 takes the password and answers PING; false when it is not up yet. */
export function answersPing(port: number, password: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: answerTimeoutMs });
    let answer = '';
    const finish = (): void => {
      socket.destroy();
      resolve(answer.includes('+PONG'));
    };
    socket.setEncoding('utf8');
    socket.on('connect', () => {
      if (password !== undefined) socket.write(command('AUTH', password));
      socket.write(command('PING'));
    });
    socket.on('data', (chunk) => {
      answer += String(chunk);
      // -LOADING while it reads its file, -NOAUTH or -WRONGPASS from a stranger's server.
      if (/\+PONG|^-/m.test(answer)) finish();
    });
    for (const event of ['error', 'timeout', 'close']) socket.on(event, finish);
  });
}

/** A command in RESP, Redis's wire format: an array of strings, each with its length in bytes. */
function command(...parts: readonly string[]): string {
  return `*${parts.length}\r\n${parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`;
}
