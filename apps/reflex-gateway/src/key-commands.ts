import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { OctoError } from '@octollm/contracts';
import { type ApiKeyRecord, ApiKeyStore, Database, newApiKey } from '@octollm/memory';
import {
  CreateOptions,
  DevKeys,
  KeyUsageError,
  keyUsage,
  ListOptions,
  parseOptions,
  RevokeOptions,
  RotateOptions,
} from './key-options.ts';

type Command = (store: ApiKeyStore, options: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** Keys that one statement reads. */
const pageSize = 100;

const listAll = async (store: ApiKeyStore, tenant: string): Promise<readonly ApiKeyRecord[]> => {
  const keys: ApiKeyRecord[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await store.list(tenant, { limit: pageSize, cursor });
    keys.push(...page.items);
    cursor = page.nextCursor;
  }
  return keys;
};

/** What each command does; what it returns is printed as JSON. */
const commands: Readonly<Record<string, Command>> = {
  create: async (store, options) => {
    const { tenant, days, ...grant } = parseOptions(CreateOptions, options);
    const { kind = grant.scopes.includes('admin') ? 'admin' : 'live' } = grant;
    const expiresAt = days === undefined ? undefined : new Date(Date.now() + days * 86_400_000);
    return store.create(tenant, { ...grant, kind, ...(expiresAt === undefined ? {} : { expiresAt }) });
  },
  list: async (store, options) => listAll(store, parseOptions(ListOptions, options).tenant),
  rotate: async (store, options) => {
    const { tenant, id, grace } = parseOptions(RotateOptions, options);
    return store.rotate(tenant, id, grace);
  },
  revoke: async (store, options) => {
    const { tenant, id } = parseOptions(RevokeOptions, options);
    await store.revoke(tenant, id);
    return { revoked: id };
  },
  'ensure-dev': async (store) => {
    const { keys } = parseOptions(DevKeys, JSON.parse(await text(process.stdin)));
    const texts = keys.map(({ key, kind }) => key ?? newApiKey(kind));
    for (const [index, { tenant_id, name, scopes, tier }] of keys.entries())
      await store.ensure(tenant_id, texts[index] ?? '', { name, scopes, tier });
    return { keys: texts };
  },
};

const option = { type: 'string' } as const;
const options = {
  tenant: option,
  name: option,
  scopes: option,
  tier: option,
  kind: option,
  days: option,
  id: option,
  grace: option,
};

const optionsIn = (args: readonly string[]): Readonly<Record<string, unknown>> => {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw error instanceof TypeError ? new KeyUsageError(error.message) : error;
  }
};

const run = async (command: Command, url: string, args: readonly string[]): Promise<void> => {
  const given = optionsIn(args);
  const database = await Database.open({ url, poolSize: 1, applicationName: 'keys' });
  try {
    const result = await command(new ApiKeyStore(database), given);
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await database.close();
  }
};

/**
 * Makes, lists, rotates and revokes API keys. A secret is shown once, when it is made.
 * @returns the exit code: 0, 1 when the command cannot be carried out, 2 when there is no such command
 */
export const runKeyCommand = async (
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> => {
  const [name = '', ...args] = argv;
  if (['--help', '-h', 'help'].includes(name)) {
    process.stdout.write(keyUsage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const url = environment['DATABASE_URL'];
  try {
    if (command === undefined)
      throw new KeyUsageError(name === '' ? 'Say which command.' : `There is no command ${name}.`);
    if (url === undefined) throw new KeyUsageError('DATABASE_URL is not set.');
    await run(command, url, args);
    return 0;
  } catch (error) {
    if (!(error instanceof KeyUsageError) && !(error instanceof OctoError)) throw error;
    const isUsage = error instanceof KeyUsageError;
    process.stderr.write(`${error.message}\n${isUsage ? keyUsage : ''}`);
    return isUsage ? 2 : 1;
  }
};
