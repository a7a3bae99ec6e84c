import { Pool } from 'undici';
import { UserError } from '../../output/index.ts';
import type { StartedGateway } from '../gateway/octollm.ts';

/** Asks on so many connections, each again as soon as it has its answer. @returns answers that came in the time */
export const askInLoops = async (
  { url, headers }: Pick<StartedGateway, 'url' | 'headers'>,
  body: string,
  { connections, milliseconds }: { readonly connections: number; readonly milliseconds: number },
): Promise<number> => {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections });
  const end = performance.now() + milliseconds;
  let answers = 0;
  const ask = async (connection: number): Promise<void> => {
    while (performance.now() < end) {
      const own = headers[connection % headers.length] ?? {};
      const answer = await pool.request({ path: pathname, method: 'POST', headers: { ...own }, body });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new UserError(`The gateway answered with ${answer.statusCode}.`);
      answers += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, (_, connection) => ask(connection)));
    return answers;
  } finally {
    await pool.destroy();
  }
};
