import { parseArgs } from 'node:util';
import { UserError } from '../output/index.ts';

export interface CanaryOptions {
  readonly command: 'start' | 'stop';
  readonly namespace: string;
  /** The version to try; not needed to stop. */
  readonly version: string;
  /** The share of requests that it gets, from 1 to 99 percent. */
  readonly weight: number;
}

const usage =
  'npm run canary -- start --namespace NAME --version VERSION [--weight 10], or stop --namespace NAME';

/** Reads the arguments of the canary. @throws UserError when they are not those of its use */
export const canaryOptions = (args: readonly string[]): CanaryOptions => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      namespace: { type: 'string' },
      version: { type: 'string' },
      weight: { type: 'string', default: '10' },
    },
  });
  const [command, ...others] = positionals;
  const { namespace, version = '' } = values;
  const weight = Number(values.weight);
  const isCommand = command === 'stop' || (command === 'start' && /^[\w.-]+$/.test(version));
  if (!isCommand || others.length > 0 || namespace === undefined || !(weight >= 1 && weight <= 99))
    throw new UserError(usage);
  return { command, namespace, version, weight: Math.round(weight) };
};
