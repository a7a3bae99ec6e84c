import { ForbiddenError, UnprocessableError } from '@octollm/contracts';
import type { EndpointAllowlist } from './endpoint-allowlist.ts';
import { ServiceClient } from './service-client.ts';

/** What is believed of a service that is not ours. */
const limits = { maxAnswerBytes: 16 * 1_048_576, bodyTimeoutMs: 30_000 } as const;

const unreadable = (detail: string): UnprocessableError =>
  new UnprocessableError(`The endpoint cannot be called: it ${detail}.`, {
    errors: [{ pointer: '/endpoint', detail }],
  });

/**
 * Makes clients for endpoints that are no services of the catalogue, such as foreign arms. They are called only
 * where the allow-list of an operator says so; `ServiceClients` makes those for our own services. An answer may have
 * 16 MiB and may pause for 30 seconds, or as long as the request says; redirects are not followed.
 */
export class ForeignClients {
  readonly #allowlist: EndpointAllowlist;

  constructor(allowlist: EndpointAllowlist) {
    this.#allowlist = allowlist;
  }

  /**
   * Whether an endpoint may be called.
   * @throws ForbiddenError that names the setting when the allow-list does not hold it; UnprocessableError when it
   * carries credentials, a query or a fragment
   */
  check(endpoint: string): void {
    const url = new URL(endpoint);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw unreadable('must be http:// or https://');
    if (url.username !== '' || url.password !== '')
      throw unreadable('must not hold a user name or a password');
    if (url.search !== '' || url.hash !== '') throw unreadable('must not hold a query or a fragment');
    if (this.#allowlist.allows(url)) return;
    const { setting, isEmpty } = this.#allowlist;
    throw new ForbiddenError(
      isEmpty
        ? `No endpoint outside of the platform may be called: ${setting} is empty. An operator can open this one with ${setting}.`
        : `${url.host} may not be called: no pattern of ${setting} matches it. An operator can add it there.`,
    );
  }

  /** A client for an endpoint, which may have a path; those of its requests are below it. @throws as `check` */
  to(name: string, endpoint: string): ServiceClient {
    this.check(endpoint);
    return new ServiceClient(name, endpoint, limits);
  }
}
