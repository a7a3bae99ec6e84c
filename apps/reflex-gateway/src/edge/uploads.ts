import { type Readable, Transform } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { longestUpload, OverloadedError, PayloadTooLargeError, type Route } from '@octollm/contracts';
import { giveUploadTime } from '@octollm/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '../identity/identity.ts';
import { Upstream } from './upstream.ts';

/** Besides the file: its metadata, and what parts it from them. */
const longestBody = longestUpload + 524_288;

/** Files that a replica passes on at the same time, in all and for one tenant. */
export const uploadSlots = { all: 16, tenant: 4 } as const;

const tooLong = (): PayloadTooLargeError =>
  new PayloadTooLargeError('The file is longer than 50 MiB. Split it and send the parts.');

/** Lets so many bytes through and fails at the next. */
class Bounded extends Transform {
  #left = longestBody;
  isExceeded = false;

  override _transform(
    bytes: Buffer,
    _encoding: BufferEncoding,
    done: (error: Error | null, bytes?: Buffer) => void,
  ): void {
    this.#left -= bytes.length;
    this.isExceeded = this.#left < 0;
    if (this.isExceeded) done(tooLong());
    else done(null, bytes);
  }
}

/**
 * Passes files on as they come, so that none is held here: the retriever reads and screens them. Their number is bounded,
 * for the whole replica and for each tenant.
 */
@Injectable()
export class Uploads {
  readonly #byTenant = new Map<string, number>();
  #inWork = 0;

  constructor(@Inject(Upstream) private readonly upstream: Upstream) {}

  /** @throws PayloadTooLargeError, OverloadedError when there are too many at a time, and what `Upstream.forward` throws */
  async forward(
    route: Route,
    identity: Identity,
    { request, upload }: { readonly request: FastifyRequest; readonly upload: Readable },
    reply: FastifyReply,
  ): Promise<void> {
    this.#take(identity.tenantId);
    const endTime = giveUploadTime(request);
    const body = new Bounded();
    // Whoever reads it hears of its errors, too; after that they are nobody's.
    body.on('error', () => undefined);
    try {
      if (Number(request.headers['content-length'] ?? 0) > longestBody) throw tooLong();
      upload.once('error', (error) => body.destroy(error));
      upload.once('close', () => {
        if (!request.raw.complete) body.destroy(new Error('The sender went away.'));
      });
      await this.upstream.forward(route, identity, { request, body: upload.pipe(body) }, reply);
    } catch (error) {
      throw body.isExceeded ? tooLong() : error;
    } finally {
      this.#giveBack(identity.tenantId);
      endTime();
      // Who still sends hears the answer only when somebody takes what they send.
      upload.unpipe(body);
      upload.resume();
      body.destroy();
    }
  }

  #take(tenantId: string): void {
    const own = this.#byTenant.get(tenantId) ?? 0;
    if (this.#inWork >= uploadSlots.all || own >= uploadSlots.tenant)
      throw new OverloadedError('Too many files come in at the same time. Try again.', { retryAfter: 2 });
    this.#inWork += 1;
    this.#byTenant.set(tenantId, own + 1);
  }

  #giveBack(tenantId: string): void {
    const own = this.#byTenant.get(tenantId) ?? 1;
    this.#inWork -= 1;
    if (own === 1) this.#byTenant.delete(tenantId);
    else this.#byTenant.set(tenantId, own - 1);
  }
}
