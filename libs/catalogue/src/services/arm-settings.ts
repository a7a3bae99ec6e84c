import { ed25519Key } from '../settings/builders.ts';

/** What every arm needs to check who calls it. */
export const armSettings = {
  ORCHESTRATOR_PUBLIC_KEY: ed25519Key('public')({
    description: 'the key that checks the capability tokens of the orchestrator',
  }),
};
