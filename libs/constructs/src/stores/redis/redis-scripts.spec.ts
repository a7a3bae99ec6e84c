import { describe, expect, it } from 'vitest';
import { runScript } from '../../fixtures/shell.ts';
import {
  checkRedis,
  findMaster,
  handOver,
  startReplicated,
  startSentinel,
  startSingle,
} from './redis-scripts.ts';
import { sentinelVariables } from './sentinels.ts';

const pod = (index: number): string => `redis-queue-${index}.redis-queue-nodes.books.svc`;

interface Situation {
  /** Whether the sentinel of the last pod answers, and which pod it takes for the master. */
  readonly known?: number;
  /** Which pod the sentinel of this pod took for the master before it was stopped. */
  readonly remembered?: number;
  /** What Redis in this pod says that it is. */
  readonly role?: string;
  /** Whether no replica is fit to take over. */
  readonly nobody?: boolean;
}

/** Runs a script in the pod 1. */
const run = (script: string, { known, remembered, role = '', nobody = false }: Situation = {}) =>
  runScript(
    script,
    {
      'find-master.sh': findMaster,
      'password.txt': 'secret',
      'redis-server': '#!/bin/sh\necho "redis-server $*"\n',
      'redis-cli': `#!/bin/sh
echo "redis-cli $*" >> calls.txt
case "$*" in
  '-h ${pod(2)} '*get-master-addr*) echo '${known === undefined ? '' : pod(known)}' ;;
  *get-master-addr*) exit 1 ;;
  *failover*) echo '${nobody ? 'NOGOODSLAVE' : 'OK'}' ;;
  *role) echo '${role}' ;;
  *ping) [ "$REDISCLI_AUTH" = secret ] && echo PONG ;;
esac
`,
      sleep: '#!/bin/sh\n',
      ...(remembered === undefined
        ? {}
        : { 'sentinel.conf': `port 26379\nsentinel monitor queue ${pod(remembered)} 6379 2\n` }),
    },
    {
      ...sentinelVariables('redis-queue', 'books'),
      HOSTNAME: 'redis-queue-1',
      REDIS_PASSWORD_FILE: 'password.txt',
    },
  );

describe('A Redis with sentinels', () => {
  it.each<[string, Situation, number | undefined]>([
    ['follows the first pod at the very first start', {}, 0],
    ['follows the master that a sentinel knows', { known: 2, remembered: 0 }, 2],
    ['is the master itself when a sentinel says so', { known: 1 }, undefined],
    ['follows the last master when no sentinel runs, for that has the newest data', { remembered: 2 }, 2],
    ['is the master itself when it was the last one', { remembered: 1 }, undefined],
  ])('%s', (_, situation, master) => {
    const { output, files } = run(startReplicated, situation);
    expect(output).toMatch(/^redis-server \S+\/redis\.conf\n$/);
    expect(files['redis.conf']?.replaceAll(/include \S+/g, 'include').split('\n')).toEqual([
      'include',
      'requirepass "secret"',
      'masterauth "secret"',
      `replica-announce-ip ${pod(1)}`,
      ...(master === undefined ? [] : [`replicaof ${pod(master)} 6379`]),
      '',
    ]);
  });

  it('hands over before it stops as the master, and only then', () => {
    const calls = (role: string) => run(handOver, { role }).files['calls.txt'] ?? '';
    expect(calls('master')).toMatch(/client pause 10000 write\n.*sentinel failover queue\n$/);
    expect(calls('slave')).not.toMatch(/pause|failover/);
  });

  it('takes writes again when nobody can take over', () => {
    const { files } = run(handOver, { role: 'master', nobody: true });
    expect(files['calls.txt']).toMatch(/sentinel failover queue\n.*client unpause\n$/);
  });

  it('is well when it answers to its password', () => {
    expect(() => run(checkRedis)).not.toThrow();
    expect(() => run(checkRedis.replace('$REDIS_PASSWORD_FILE', 'find-master.sh'))).toThrow('Command failed');
  });
});

describe('A sentinel', () => {
  it('watches the master, and remembers it on the volume', () => {
    const { output, files } = run(startSentinel, { known: 2 });
    expect(output).toMatch(/^redis-server \S+\/sentinel\.conf --sentinel\n$/);
    expect(files['sentinel.conf']).toContain(`sentinel monitor queue ${pod(2)} 6379 2\n`);
    expect(files['sentinel.conf']).toContain('sentinel auth-pass queue secret\n');
    expect(files['sentinel.conf']).toContain(`sentinel announce-ip ${pod(1)}\n`);
  });

  it('watches the last master after all of them were stopped', () => {
    expect(run(startSentinel, { remembered: 2 }).files['sentinel.conf']).toContain(
      `sentinel monitor queue ${pod(2)} 6379 2\n`,
    );
  });
});

it('A Redis by itself asks for its password and follows nobody', () => {
  const { files } = run(startSingle);
  expect(files['redis.conf']).toContain('requirepass "secret"');
  expect(files['redis.conf']).not.toContain('replicaof');
});
