import { Scope } from '@octollm/contracts';
import { z } from 'zod';
import { UserError } from '../output/index.ts';
import { runNode } from '../process/index.ts';

/** The keys that a local stack has from the start. */
export interface DevelopmentKeys {
  readonly default: string;
  /** The same rights in another tenant. */
  readonly other_tenant: string;
  readonly read_only: string;
  readonly admin: string;
}
type KeyName = keyof DevelopmentKeys;

interface WantedKey {
  readonly tenant_id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly tier: 'pro';
  readonly kind: 'test' | 'admin';
}

const everythingButAdmin = Scope.options.filter((scope) => scope !== 'admin');
const wanted: Readonly<Record<KeyName, WantedKey>> = {
  default: { tenant_id: 'dev', name: 'default', scopes: everythingButAdmin, tier: 'pro', kind: 'test' },
  other_tenant: {
    tenant_id: 'other',
    name: 'other_tenant',
    scopes: everythingButAdmin,
    tier: 'pro',
    kind: 'test',
  },
  read_only: { tenant_id: 'dev', name: 'read_only', scopes: ['task:read'], tier: 'pro', kind: 'test' },
  admin: { tenant_id: 'dev', name: 'admin', scopes: ['admin'], tier: 'pro', kind: 'admin' },
};
const names = Object.keys(wanted) as KeyName[];

const Answer = z.object({ keys: z.array(z.string()).length(names.length) });

const readAnswer = (text: string): readonly string[] | undefined => {
  try {
    return Answer.parse(JSON.parse(text)).keys;
  } catch {
    return undefined;
  }
};

export interface KeyMaking {
  /** The program that makes keys. */
  readonly script: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The texts of keys made before, by name: they are kept. */
  readonly known: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Makes sure that the database knows the development keys.
 * @throws UserError with what the program said when it fails
 */
export const ensureDevelopmentKeys = async ({ known, ...run }: KeyMaking): Promise<DevelopmentKeys> => {
  const keys = names.map((name) => ({ ...wanted[name], ...(name in known ? { key: known[name] } : {}) }));
  const { code, stdout, stderr } = await runNode({
    ...run,
    args: ['ensure-dev'],
    input: JSON.stringify({ keys }),
  });
  run.signal.throwIfAborted();
  const texts = code === 0 ? readAnswer(stdout) : undefined;
  if (texts === undefined)
    throw new UserError(`The development keys could not be made (exit code ${code}):\n${stderr.trim()}`);
  return Object.fromEntries(names.map((name, index) => [name, texts[index]])) as unknown as DevelopmentKeys;
};
