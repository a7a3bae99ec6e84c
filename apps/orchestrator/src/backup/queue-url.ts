import { parseSentinelUrl } from '@octollm/catalogue';
import { redisMaster } from '@octollm/memory';

/**
 * The URL of the Redis that holds the queue now: behind sentinels that is whichever they say.
 * @throws BackupError when no sentinel says
 */
export const queueUrl = async (url: string): Promise<string> => {
  const watched = parseSentinelUrl(url);
  if (watched === undefined) return url;
  const { username = '', password = '' } = watched;
  const master = new URL(await redisMaster(watched));
  // A percent sign that is meant would be left as it is.
  master.username = encodeURIComponent(username);
  master.password = encodeURIComponent(password);
  return master.href;
};
