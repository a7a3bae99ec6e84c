import { z } from 'zod';
import { UserError } from '../../output/index.ts';

/** How long kubectl may keep a token: those of GitHub are good for five minutes. */
const keptMs = 4 * 60_000;

const Answer = z.object({ value: z.string().min(1) });

/** What kubectl wants from a program that knows its user (client.authentication.k8s.io/v1). */
export interface ExecCredential {
  readonly apiVersion: 'client.authentication.k8s.io/v1';
  readonly kind: 'ExecCredential';
  readonly status: { readonly token: string; readonly expirationTimestamp: string };
}

/**
 * Asks GitHub for a token that says which run of which workflow has it. kubectl asks anew when it has expired, so that a
 * long wait survives it.
 *
 * @param audience - whom the token is for
 * @throws UserError when this is no run of GitHub that may have an identity, or GitHub refuses
 */
export const runCredential = async (
  audience: string,
  environment: NodeJS.ProcessEnv = process.env,
  request: (url: URL, init: RequestInit) => Promise<Response> = fetch,
): Promise<ExecCredential> => {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment;
  if (address === undefined || token === undefined)
    throw new UserError('This is no run of GitHub that has the permission id-token: write.');
  const url = new URL(address);
  url.searchParams.set('audience', audience);
  const expirationTimestamp = new Date(Date.now() + keptMs).toISOString();
  const response = await request(url, { headers: { authorization: `bearer ${token}` } });
  if (!response.ok) throw new UserError(`GitHub gives the run no token: it answers ${response.status}.`);
  const { value } = Answer.parse(await response.json());
  return {
    apiVersion: 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    status: { token: value, expirationTimestamp },
  };
};
