import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { Scope, Tier } from '@octollm/contracts';
import { ApiKeyStore, Database } from '@octollm/memory';
import { z } from 'zod';

const usage = `usage:
  keys create --tenant T --name N --scopes task:submit,task:read [--tier basic] [--kind live] [--days 90]
  keys list --tenant T
  keys revoke --tenant T --id ID
  keys ensure-dev          (reads the keys as JSON from standard input)
DATABASE_URL says where PostgreSQL is.
`;

const Kind = z.enum(['test', 'live', 'admin']);

const CreateOptions = z.object({
  tenant: z.string().min(1).max(64),
  name: z.string().min(1).max(100),
  scopes: z
    .string()
    .transform((list) => list.split(',').map((scope) => scope.trim()))
    .pipe(z.array(Scope).min(1)),
  tier: Tier.default('basic'),
  kind: Kind.default('live'),
  days: z.coerce.number().int().min(1).max(3_650).optional(),
});

const DevKeys = z.object({
  keys: z.array(
    z.object({
      key: z.string().optional(),
      tenant_id: z.string(),
      name: z.string(),
      scopes: z.array(Scope),
      tier: Tier,
      kind: Kind,
    }),
  ),
});

class UsageError extends Error {}

const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
};

const parse = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(z.prettifyError(parsed.error));
};

const commands: Readonly<
  Record<string, (store: ApiKeyStore, options: Readonly<Record<string, unknown>>) => Promise<void>>
> = {
  create: async (store, options) => {
    const { tenant, days, ...key } = parse(CreateOptions, options);
    const expiresAt = days === undefined ? undefined : new Date(Date.now() + days * 86_400_000);
    print(await store.create(tenant, { ...key, expiresAt }));
  },
  list: async (store, options) => {
    print(await store.list(parse(z.object({ tenant: z.string() }), options).tenant));
  },
  revoke: async (store, options) => {
    const { tenant, id } = parse(z.object({ tenant: z.string(), id: z.uuid() }), options);
    await store.revoke(tenant, id);
    print({ revoked: id });
  },
  'ensure-dev': async (store) => {
    const { keys } = parse(DevKeys, JSON.parse(await text(process.stdin)));
    const made: string[] = [];
    for (const { key, tenant_id, ...options } of keys) {
      if (key === undefined) made.push((await store.create(tenant_id, options)).key);
      else {
        await store.ensure(tenant_id, key, options);
        made.push(key);
      }
    }
    print({ keys: made });
  },
};

/** Makes, lists and revokes API keys. A key is shown once, when it is made. Returns the exit code. */
export const runKeyCommand = async (
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> => {
  const [name = '', ...rest] = argv;
  const command = commands[name];
  const url = environment.DATABASE_URL;
  if (command === undefined || url === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const text = { type: 'string' } as const;
  const options = { tenant: text, name: text, scopes: text, tier: text, kind: text, days: text, id: text };
  const database = await Database.open({ url, poolSize: 1, applicationName: 'keys' });
  try {
    await command(new ApiKeyStore(database), parseArgs({ args: rest, options }).values);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof TypeError)) throw error;
    process.stderr.write(`${error.message}\n${usage}`);
    return 2;
  } finally {
    await database.close();
  }
};
