import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const betweenProbesMs = 50;
const probeTimeoutMs = 2_000;

/** True when the address answers 200; false when it answers anything else or not at all. */
export const answersOk = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get(url, { timeout: probeTimeoutMs, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });

/** Asks until the address answers 200 (true), or `signal` is aborted (false). */
export const untilOk = async (url: string, signal: AbortSignal): Promise<boolean> => {
  while (!signal.aborted) {
    if (await answersOk(url)) return true;
    await delay(betweenProbesMs, undefined, { signal }).catch(() => undefined);
  }
  return false;
};
