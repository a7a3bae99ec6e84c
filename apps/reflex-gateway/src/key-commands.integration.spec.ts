import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { ApiKeyStore, Database, hashApiKey } from '@octollm/memory';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runKeyCommand } from './key-commands.ts';

let postgres: TestPostgres;
let database: Database;
let url: string;
beforeAll(async () => {
  postgres = await startTestPostgres();
  url = await postgres.createDatabase();
  database = await Database.open({ url, poolSize: 1, applicationName: 'test' });
  await database.migrate();
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

/** What a command writes and ends with. */
const keys = async (...argv: string[]) => {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  try {
    return { code: await runKeyCommand(argv, { DATABASE_URL: url }), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
};
const json = <Value>({ stdout }: { stdout: string }): Value => JSON.parse(stdout) as Value;

interface Made {
  readonly key: string;
  readonly record: { readonly id: string; readonly name: string };
}

const acme = ['--tenant', 'acme'];
const create = async (name: string, ...more: string[]): Promise<Made> =>
  json(await keys('create', ...acme, '--name', name, '--scopes', 'task:read, search', ...more));

describe('npm run keys', () => {
  it('makes, lists, rotates and revokes keys', async () => {
    const { key, record } = await create('ci', '--days', '1', '--kind', 'test');
    expect(key).toMatch(/^octollm_test_/);
    const store = new ApiKeyStore(database);
    const works = async (text: string) => (await store.findByHash(hashApiKey(text))) !== null;
    const rotated: Made = json(await keys('rotate', ...acme, '--id', record.id, '--grace', '1h'));
    expect([await works(key), await works(rotated.key)]).toEqual([true, true]);
    await keys('rotate', ...acme, '--id', record.id);
    expect([await works(key), await works(rotated.key)]).toEqual([false, false]);
    expect(await keys('revoke', ...acme, '--id', record.id)).toMatchObject({ code: 0 });
    expect(json(await keys('list', ...acme))).toMatchObject([
      { id: record.id, name: 'ci', revokedAt: expect.any(String) },
    ]);
  });

  it('names a key of an admin as such unless it is told another kind', async () => {
    const made: Made = json(await keys('create', ...acme, '--name', 'chief', '--scopes', 'admin'));
    expect(made.key).toMatch(/^octollm_admin_/);
  });

  it('says in a sentence what cannot be done, and ends with 1', async () => {
    await create('taken');
    const id = '00000000-0000-7000-8000-000000000000';
    expect(await keys('create', ...acme, '--name', 'taken', '--scopes', 'search')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'A key is already named taken. Choose another name, or revoke that key.\n',
    });
    for (const command of ['rotate', 'revoke'])
      expect(await keys(command, ...acme, '--id', id)).toMatchObject({
        code: 1,
        stderr: `There is no key ${id}.\n`,
      });
  });

  it.each([
    ['no command', [], 'Say which command.'],
    ['a command that there is not', ['toString'], 'There is no command toString.'],
    ['an option that there is not', ['list', '--tenat', 'acme'], "Unknown option '--tenat'"],
    ['an option without a value', ['list', '--tenant'], 'argument missing'],
    ['a missing tenant', ['list'], '--tenant: is missing'],
    ['a missing name', ['create', ...acme, '--scopes', 'search'], '--name: is missing'],
    ['a scope that there is not', ['create', ...acme, '--name', 'n', '--scopes', 'root'], '--scopes.0'],
    ['an id that is none', ['revoke', ...acme, '--id', '7'], '--id: must be the id of a key'],
    [
      'a grace without a unit',
      ['rotate', ...acme, '--id', 'x', '--grace', '60'],
      '--grace: must be a number',
    ],
    ['a grace that is too long', ['rotate', ...acme, '--id', 'x', '--grace', '8d'], '--grace: '],
  ])('says how it is used to %s, and ends with 2', async (_, argv, sentence) => {
    const { code, stdout, stderr } = await keys(...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('usage:');
  });

  it('says how it is used when it is asked', async () => {
    expect(await keys('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('rotate'),
      stderr: '',
    });
  });
});
