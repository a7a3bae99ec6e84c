import { createHash } from 'node:crypto';
import { type ImageName } from './image-name.ts';

/** A registry that could not be asked, or whose answer cannot be believed. */
export class RegistryError extends Error {
  constructor(registry: string, complaint: string, options?: ErrorOptions) {
    super(`${registry}: ${complaint}`, options);
    this.name = 'RegistryError';
  }
}

/** An index comes first: one digest for all architectures. https://github.com/opencontainers/image-spec */
const mediaTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const timeoutMs = 20_000;

/** Docker Hub answers at another host than its images are named by. */
const hosts: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' };

/** On this machine registries speak plain HTTP, as they do to Docker. */
const isLocal = (host: string): boolean => /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(host);

const addressOf = ({ registry, repository, tag }: ImageName): string => {
  const host = hosts[registry] ?? registry;
  const path = registry === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository;
  return `${isLocal(host) ? 'http' : 'https'}://${host}/v2/${path}/manifests/${tag}`;
};

const ask = async (registry: string, url: string, headers: Record<string, string>): Promise<Response> => {
  try {
    return await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new RegistryError(
      registry,
      `it cannot be reached (${reason instanceof Error ? reason.message : String(reason)})`,
      { cause: error },
    );
  }
};

/** Asks for a token as the registry says: https://distribution.github.io/distribution/spec/auth/token/ */
const tokenFor = async ({ registry }: ImageName, challenge: string): Promise<string> => {
  const parameters = new Map(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
  const realm = parameters.get('realm');
  if (!/^bearer /i.test(challenge) || realm === undefined || !URL.canParse(realm))
    throw new RegistryError(registry, 'it asks for a sign-in that only accounts have');
  const url = new URL(realm);
  for (const name of ['service', 'scope']) {
    const value = parameters.get(name);
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const response = await ask(registry, url.href, {});
  const body: unknown = response.ok ? await response.json() : undefined;
  const { token, access_token: accessToken } = (body ?? {}) as Readonly<Record<string, unknown>>;
  const given = token ?? accessToken;
  if (typeof given !== 'string')
    throw new RegistryError(registry, `it gives no token for reading (status ${response.status})`);
  return given;
};

/**
 * The digest of an image, from its registry over the OCI distribution protocol. It is computed from the bytes of the
 * manifest, and what the registry says must be the same.
 * @throws RegistryError when the registry cannot be reached, has no such image or contradicts itself
 */
export const digestOf = async (image: ImageName): Promise<string> => {
  const url = addressOf(image);
  const headers = { accept: mediaTypes };
  let response = await ask(image.registry, url, headers);
  if (response.status === 401) {
    const token = await tokenFor(image, response.headers.get('www-authenticate') ?? '');
    response = await ask(image.registry, url, { ...headers, authorization: `Bearer ${token}` });
  }
  if (response.status !== 200)
    throw new RegistryError(
      image.registry,
      `it answers ${response.status} when it is asked for ${image.repository}:${image.tag}`,
    );
  const bytes = new Uint8Array(await response.arrayBuffer());
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const said = response.headers.get('docker-content-digest');
  if (said !== null && said !== digest)
    throw new RegistryError(image.registry, `it says ${said} of bytes whose digest is ${digest}`);
  return digest;
};
