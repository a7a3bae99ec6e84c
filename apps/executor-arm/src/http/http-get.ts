import { type HttpGetArgs, type HttpOutput } from '@octollm/contracts';
import { ArmFailure } from '@octollm/service-kit';
import { Agent, type Dispatcher, request } from 'undici';
import type { Allowlist } from './allowlist.ts';
import { refuseAttack } from './attack-rules.ts';
import { type BodyText, readBody } from './body.ts';
import { refused, unreachable } from './failures.ts';
import { checkedHeaders, impersonal } from './header-rules.ts';
import { publicLookup, resolveAll } from './public-lookup.ts';
import { checkedUrl } from './url-rules.ts';

const maxRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);
const limits = { connections: 64, keepAliveTimeout: 4_000, maxHeaderSize: 32_768 };

type Headers = Dispatcher.ResponseData['headers'];

const single = (headers: Headers, name: string): string => {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
};

/** Cookies are left out: they are secrets of a session that the tool does not keep. */
const flat = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name, value]) => name !== 'set-cookie' && value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
  );

/** Fetches pages of the public internet: every hop is checked, and names are pinned to the addresses checked. */
export class HttpGet {
  readonly #allowlist: Allowlist;
  readonly #guarded: Agent;
  readonly #open: Agent;

  constructor(allowlist: Allowlist, lookup = publicLookup(resolveAll)) {
    this.#allowlist = allowlist;
    this.#guarded = new Agent({ ...limits, connect: { lookup, timeout: 10_000 } });
    this.#open = new Agent({ ...limits, connect: { timeout: 10_000 } });
  }

  /**
   * Fetches an address and follows up to five redirects. A status of any kind is an answer, not a failure.
   * @throws ArmFailure: policy for what may not be called, unavailable when there is no answer
   */
  async fetch(args: HttpGetArgs, signal: AbortSignal): Promise<HttpOutput> {
    let url = checkedUrl(args.url, undefined, this.#allowlist);
    refuseAttack(args.url);
    let headers = checkedHeaders(args.headers);
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      const response = await this.#send(url, headers, signal);
      const location = single(response.headers, 'location');
      if (!redirects.has(response.statusCode) || location === '') return this.#output(url, response, signal);
      await this.#drop(url, response, signal);
      const next = checkedUrl(location, url, this.#allowlist);
      refuseAttack(next.href);
      if (next.origin !== url.origin) headers = impersonal(headers);
      url = next;
    }
    throw refused(
      'too_many_redirects',
      `The address redirects more than ${maxRedirects} times. Call the last one.`,
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.#guarded.destroy(), this.#open.destroy()]);
  }

  async #send(
    url: URL,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    try {
      return await request(url, {
        dispatcher: this.#allowlist.allows(url) ? this.#open : this.#guarded,
        headers: { 'user-agent': 'octollm-executor', ...headers, 'accept-encoding': 'identity' },
        signal,
      });
    } catch (error) {
      throw this.#failure(url, error, signal);
    }
  }

  /** Reads a short body to its end, so that the connection can be used again. */
  async #drop(url: URL, { body }: Dispatcher.ResponseData, signal: AbortSignal): Promise<void> {
    try {
      await body.dump({ limit: 65_536, signal });
    } catch (error) {
      throw this.#failure(url, error, signal);
    }
  }

  async #output(url: URL, response: Dispatcher.ResponseData, signal: AbortSignal): Promise<HttpOutput> {
    const { headers, statusCode } = response;
    let content: BodyText;
    try {
      content = await readBody(response.body, {
        contentType: single(headers, 'content-type'),
        contentEncoding: single(headers, 'content-encoding'),
      });
    } catch (error) {
      throw this.#failure(url, error, signal);
    }
    return { url: url.href, status: statusCode, headers: flat(headers), ...content };
  }

  #failure(url: URL, error: unknown, signal: AbortSignal): unknown {
    if (error instanceof ArmFailure) return error;
    if (signal.aborted) return signal.reason;
    return unreachable('no_answer', `${url.host} did not answer. Check the address, or try again.`, error);
  }
}
