import { describe, expect, it } from 'vitest';
import { ServerStartError } from '../errors.ts';
import { startGuarded } from './guarded-process.ts';
import { LogTail } from './log-tail.ts';
import { isAlive } from './process-info.ts';
import { untilReady } from './until-ready.ts';

async function start(script: string) {
  const tail = new LogTail();
  return {
    tail,
    server: await startGuarded({ command: 'sh', args: ['-c', script], stopSignal: 'TERM', tail }),
  };
}

describe('waiting until a server is ready', () => {
  it('ends with the probe', async () => {
    const { server, tail } = await start('exec sleep 30');
    let asked = 0;
    await untilReady(server, tail, 'Sleeper', async () => ++asked === 3);
    expect(asked).toBe(3);
    await server.stop();
  });

  it('tells the last lines of a server that exits', async () => {
    const { server, tail } = await start('echo the disk is full; exit 7');
    const wait = untilReady(server, tail, 'Sleeper', () => Promise.resolve(false));
    await expect(wait).rejects.toThrow('Sleeper exited with code 7. Its last lines:\nthe disk is full');
    await expect(wait).rejects.toBeInstanceOf(ServerStartError);
  });

  it('gives up after the time and stops the server', async () => {
    const { server, tail } = await start('echo thinking; exec sleep 30');
    const wait = untilReady(server, tail, 'Sleeper', () => Promise.resolve(false), 200);
    await expect(wait).rejects.toThrow(
      'Sleeper accepts no connections after 200 ms. Its last lines:\nthinking',
    );
    expect(isAlive(server.pid)).toBe(false);
  });

  it('gives up after the time even when a probe never answers', async () => {
    const { server, tail } = await start('exec sleep 30');
    const wait = untilReady(server, tail, 'Sleeper', () => new Promise(() => undefined), 200);
    await expect(wait).rejects.toThrow('accepts no connections after 200 ms');
  });

  it('stops the server when the probe throws', async () => {
    const { server, tail } = await start('exec sleep 30');
    const wait = untilReady(server, tail, 'Sleeper', () => Promise.reject(new Error('wrong password')));
    await expect(wait).rejects.toThrow('wrong password');
    expect(isAlive(server.pid)).toBe(false);
  });
});
