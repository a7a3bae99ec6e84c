import type { HttpGetArgs, HttpOutput, HttpPostArgs } from '@octollm/contracts';
import { ArmFailure } from '@octollm/service-kit';
import { type Dispatcher, request } from 'undici';
import type { Allowlist } from './allowlist.ts';
import { refuseAttack } from './attack-rules.ts';
import { type BodyText, readBody } from './body.ts';
import { Dispatchers } from './dispatchers.ts';
import { refused, unreachable } from './failures.ts';
import { checkedHeaders, impersonal } from './header-rules.ts';
import { publicLookup, resolveAll } from './public-lookup.ts';
import { checkedUrl } from './url-rules.ts';

const maxRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);
/** Redirects that keep the method and the body. */
const resending = new Set([307, 308]);

type Headers = Dispatcher.ResponseData['headers'];

/** One hop: where it goes, and what is sent. */
interface Hop {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

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

/**
 * The next hop after a redirect (RFC 9110, section 15.4): a text that was sent is sent again only when the answer asks
 * for that, and to the same origin.
 * @throws ArmFailure (policy) when it would go to another one
 */
const redirected = ({ url, ...hop }: Hop, next: URL, status: number): Hop => {
  const isElsewhere = next.origin !== url.origin;
  const headers = isElsewhere ? impersonal(hop.headers) : hop.headers;
  if (hop.method === 'GET' || !resending.has(status))
    return { url: next, method: 'GET', headers: withoutContent(headers), body: undefined };
  if (isElsewhere)
    throw refused(
      'redirect_refused',
      `The address redirects to ${next.host}, where the body is not sent unasked. Call that address itself.`,
    );
  return { ...hop, url: next, headers };
};

const withoutContent = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('content-')));

/** Calls addresses of the public internet: every hop is checked, and names are pinned to the addresses checked. */
export class HttpTools {
  readonly #allowlist: Allowlist;
  readonly #dispatchers: Dispatchers;

  constructor(allowlist: Allowlist, lookup = publicLookup(resolveAll)) {
    this.#allowlist = allowlist;
    this.#dispatchers = new Dispatchers(allowlist, lookup);
  }

  /**
   * Fetches an address and follows up to five redirects. A status of any kind is an answer, not a failure.
   * @throws ArmFailure: policy for what may not be called, unavailable when there is no answer
   */
  async get(args: HttpGetArgs, signal: AbortSignal): Promise<HttpOutput> {
    return this.#call(
      { url: this.#checked(args.url), method: 'GET', headers: checkedHeaders(args.headers), body: undefined },
      signal,
    );
  }

  /**
   * Sends a text to an address. Redirects are followed as {@link get} does, but the text follows to the same origin only.
   * @throws ArmFailure as {@link get} does
   */
  async post(args: HttpPostArgs, signal: AbortSignal): Promise<HttpOutput> {
    const headers = { 'content-type': 'text/plain; charset=utf-8', ...checkedHeaders(args.headers) };
    return this.#call({ url: this.#checked(args.url), method: 'POST', headers, body: args.body }, signal);
  }

  async #call(first: Hop, signal: AbortSignal): Promise<HttpOutput> {
    let hop = first;
    for (let count = 0; count <= maxRedirects; count += 1) {
      const { url } = hop;
      const response = await this.#send(hop, signal);
      const location = single(response.headers, 'location');
      if (!redirects.has(response.statusCode) || location === '') return this.#output(url, response, signal);
      await this.#drop(url, response, signal);
      hop = redirected(hop, this.#checked(location, url), response.statusCode);
    }
    throw refused(
      'too_many_redirects',
      `The address redirects more than ${maxRedirects} times. Call the last one.`,
    );
  }

  async close(): Promise<void> {
    await this.#dispatchers.close();
  }

  #checked(text: string, base?: URL): URL {
    const url = checkedUrl(text, base, this.#allowlist);
    refuseAttack(base === undefined ? text : url.href);
    return url;
  }

  async #send({ url, method, headers, body }: Hop, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    try {
      return await request(url, {
        dispatcher: this.#dispatchers.for(url),
        method,
        headers: { 'user-agent': 'octollm-executor', ...headers, 'accept-encoding': 'identity' },
        ...(body === undefined ? {} : { body }),
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
