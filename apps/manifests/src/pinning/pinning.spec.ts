import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageNameOf } from './image-name.ts';
import { imagesIn } from './images-in.ts';
import { pinImages } from './pin-images.ts';
import { withDigests } from './with-digests.ts';

const manifest = JSON.stringify({ schemaVersion: 2, manifests: [] });
const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;

let server: Server;
let registry = '';

/** A registry that lets in whoever fetched a token for the repository first. */
const answer = (request: IncomingMessage, response: ServerResponse): void => {
  const url = new URL(request.url ?? '', `http://${registry}`);
  if (url.pathname === '/token') {
    response.end(JSON.stringify({ token: `for ${url.searchParams.get('scope')}` }));
    return;
  }
  const [, repository = '', tag = ''] = /^\/v2\/(.+)\/manifests\/(.+)$/.exec(url.pathname) ?? [];
  const scope = `repository:${repository}:pull`;
  if (repository === 'shop/locked') response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
  else if (request.headers.authorization !== `Bearer for ${scope}`)
    response
      .writeHead(401, {
        'www-authenticate': `Bearer realm="http://${registry}/token",service="shop",scope="${scope}"`,
      })
      .end();
  else if (tag !== '1.0' || !request.headers.accept?.includes('image.index')) response.writeHead(404).end();
  else
    response
      .writeHead(200, {
        'docker-content-digest': repository === 'shop/liar' ? `sha256:${'0'.repeat(64)}` : digest,
      })
      .end(manifest);
};

beforeAll(async () => {
  server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  registry = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe('Pinning images', () => {
  it('takes the digest from the registry, with a token that it fetches', async () => {
    const image = `${registry}/shop/web:1.0`;
    expect(await pinImages([image], {})).toEqual({ digests: { [image]: digest }, missing: [], moved: [] });
  });

  it('invents nothing: an image that is not there stays without, or keeps what was known', async () => {
    const image = `${registry}/shop/web:2.0`;
    const nowhere = '127.0.0.1:1/shop/web:1.0';
    const { digests, missing } = await pinImages([image, nowhere], { [nowhere]: 'sha256:known' });
    expect(digests).toEqual({ [nowhere]: 'sha256:known' });
    expect(missing).toEqual([
      `${image}: ${registry}: it answers 404 when it is asked for shop/web:2.0`,
      expect.stringContaining('127.0.0.1:1: it cannot be reached'),
    ]);
  });

  it('believes no registry that contradicts itself, or wants an account', async () => {
    const { digests, missing } = await pinImages(
      [`${registry}/shop/liar:1.0`, `${registry}/shop/locked:1.0`],
      {},
    );
    expect(digests).toEqual({});
    expect(missing).toEqual([
      expect.stringContaining(`of bytes whose digest is ${digest}`),
      expect.stringContaining('it asks for a sign-in that only accounts have'),
    ]);
  });

  it('says when a tag names other bytes than before, and forgets images that are not used', async () => {
    const image = `${registry}/shop/web:1.0`;
    const { digests, moved } = await pinImages([image], { [image]: 'sha256:old', other: 'sha256:x' });
    expect(digests).toEqual({ [image]: digest });
    expect(moved).toEqual([`${image} was sha256:old and is ${digest}`]);
  });
});

const pod = (image: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: { containers: [{ name: 'web', image }], volumes: [{ image: { reference: 'x' } }] },
});

describe('The images of objects', () => {
  it('are found wherever they are named, each once and without its digest', () => {
    const cluster = { spec: { imageName: 'r.example/db:17@sha256:a' } };
    expect(imagesIn([pod('r.example/web:1'), cluster, pod('r.example/web:1')])).toEqual([
      'r.example/db:17',
      'r.example/web:1',
    ]);
  });

  it('are rendered with the digests that are known', () => {
    const digests = { 'r.example/web:1': digest };
    expect(withDigests(pod('r.example/web:1'), digests)).toEqual(pod(`r.example/web:1@${digest}`));
    expect(withDigests(pod('r.example/web:2'), digests)).toEqual(pod('r.example/web:2'));
  });
});

it.each(['web', 'shop/web:1', 'r.example/web', 'r.example/web:'])('"%s" names no image', (reference) => {
  expect(() => imageNameOf(reference)).toThrow('names no image');
});
