import { describe, expect, it } from 'vitest';
import { UserError } from '../../output/index.ts';
import { runCredential } from './run-credential.ts';

const run = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://github.test/token?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of the run',
};

describe('The credential of a run', () => {
  it('is asked for each time, for the audience', async () => {
    const asked: [string, RequestInit][] = [];
    const request = (url: URL, init: RequestInit) => {
      asked.push([url.href, init]);
      return Promise.resolve(Response.json({ value: `token ${asked.length}` }));
    };
    const first = await runCredential('octollm', run, request);
    const second = await runCredential('octollm', run, request);
    expect([first.status.token, second.status.token]).toEqual(['token 1', 'token 2']);
    expect(asked[0]).toEqual([
      'https://github.test/token?api-version=2.0&audience=octollm',
      { headers: { authorization: 'bearer of the run' } },
    ]);
  });

  it('expires for kubectl before it does for the cluster, after five minutes', async () => {
    const before = Date.now();
    const answer = Response.json({ value: 'a token' });
    const { status } = await runCredential('octollm', run, () => Promise.resolve(answer));
    const expires = Date.parse(status.expirationTimestamp);
    expect(expires).toBeGreaterThan(before);
    expect(expires).toBeLessThan(Date.now() + 300_000);
  });

  it('is had only by a run that may have one', async () => {
    await expect(runCredential('octollm', {})).rejects.toThrow('id-token: write');
    const refused = () => Promise.resolve(new Response('', { status: 403 }));
    const attempt = runCredential('octollm', run, refused);
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow('403');
  });
});
