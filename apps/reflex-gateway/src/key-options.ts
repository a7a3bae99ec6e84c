import { GraceSeconds, Scope, Tier } from '@octollm/contracts';
import { z } from 'zod';

export const keyUsage = `usage:
  keys create --tenant T --name N --scopes task:submit,task:read [--tier basic] [--kind test] [--days 90]
  keys list   --tenant T
  keys rotate --tenant T --id ID [--grace 24h]   the secret before works on for so long: 90s, 30m, 24h, 7d at most
  keys revoke --tenant T --id ID
  keys ensure-dev                                reads the keys as JSON from standard input
scopes: ${Scope.options.join(', ')}
tiers: ${Tier.options.join(', ')}; kinds: live, test, admin
DATABASE_URL says where PostgreSQL is.
`;

/** The command line is not one of the commands. */
export class KeyUsageError extends Error {
  override readonly name = 'KeyUsageError';
}

const Tenant = z.string({ error: 'is missing' }).min(1).max(64);
const KeyId = z.uuid({ error: 'must be the id of a key, as keys list shows it' });
const Kind = z.enum(['test', 'live', 'admin']);

const secondsIn = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** Such as `90s`, `30m`, `24h` or `7d`. */
const Duration = z
  .string()
  .regex(/^\d{1,9}[smhd]$|^0$/, { error: 'must be a number with s, m, h or d behind it, such as 24h' })
  .transform((text) => {
    const unit = (['s', 'm', 'h', 'd'] as const).find((letter) => text.endsWith(letter)) ?? 's';
    return Number.parseInt(text, 10) * secondsIn[unit];
  })
  .pipe(GraceSeconds);

export const CreateOptions = z.object({
  tenant: Tenant,
  name: z.string({ error: 'is missing' }).regex(/\S/, { error: 'is blank' }).max(100),
  scopes: z
    .string({ error: 'are missing' })
    .transform((list) => list.split(',').map((scope) => scope.trim()))
    .pipe(z.array(Scope).min(1)),
  tier: Tier.default('basic'),
  /** Admin for keys with that scope, else live, when left out. */
  kind: Kind.optional(),
  days: z.coerce.number().int().min(1).max(3_650).optional(),
});

export const ListOptions = z.object({ tenant: Tenant });

export const RotateOptions = z.object({ tenant: Tenant, id: KeyId, grace: Duration.default(0) });

export const RevokeOptions = z.object({ tenant: Tenant, id: KeyId });

export const DevKeys = z.object({
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

/** Reads options. @throws KeyUsageError with one line for every mistake */
export const parseOptions = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
  throw new KeyUsageError(lines.join('\n'));
};
