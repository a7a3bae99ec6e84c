import { parseArgs } from 'node:util';
import { UserError } from '../output/index.ts';

export interface SmokeOptions {
  /** The address of the platform, without a slash at its end. */
  readonly address: string;
  readonly key: string;
}

const usage = 'npm run smoke -- https://address [--key KEY], or the key in SMOKE_KEY';

/** Reads the arguments of the smoke tests. @throws UserError when the address or the key is missing */
export const smokeOptions = (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SmokeOptions => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { key: { type: 'string' } },
  });
  const [address, ...others] = positionals;
  const key = values.key ?? environment['SMOKE_KEY'];
  if (address === undefined || !URL.canParse(address) || others.length > 0 || !key)
    throw new UserError(`The smoke tests need an address and a key: ${usage}`);
  return { address: address.replace(/\/+$/, ''), key };
};
