import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkCompose, checkComposeFiles } from './compose-commands.ts';

const root = mkdtempSync(join(tmpdir(), 'octollm-compose-'));
const folder = 'manifests/compose';
mkdirSync(join(root, folder), { recursive: true });
writeFileSync(join(root, folder, 'compose.yaml'), 'services: { orchestrator: {}, retention: {} }\n');
writeFileSync(join(root, folder, 'compose.prod.yaml'), 'services: { nginx: { ports: !override [] } }\n');
afterAll(() => rmSync(root, { recursive: true }));

const check = (command: string) => () => checkCompose(root, command);

describe('A command of Docker Compose', () => {
  it.each([
    'ps',
    'logs --tail=100 orchestrator nginx',
    'exec orchestrator node -e 1',
    'restart <service>',
    '--profile jobs run --rm retention',
    `-f ${folder}/compose.yaml -f ${folder}/compose.prod.yaml up --detach`,
  ])('may be %s', (command) => {
    expect(check(command)).not.toThrow();
  });

  it('names services and files that are there, and a subcommand that is known', () => {
    expect(check('logs choir')).toThrow('no service choir');
    expect(check('exec choir ls')).toThrow('no service choir');
    expect(check('-f compose.test.yaml ps')).toThrow('no compose.test.yaml');
    expect(check('swarm')).toThrow('docker compose swarm');
  });

  it('is about files that are there', () => {
    expect(() => checkComposeFiles(root, `${folder}/compose.yaml:${folder}/compose.prod.yaml`)).not.toThrow();
    expect(() => checkComposeFiles(root, `${folder}/compose.yaml:compose.test.yaml`)).toThrow(
      'compose.test.yaml',
    );
  });
});
