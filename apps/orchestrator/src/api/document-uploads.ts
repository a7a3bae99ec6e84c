import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { retrieverArm } from '@octollm/catalogue';
import { Document, newId, relayedError } from '@octollm/contracts';
import { jsonOf, type ServiceClient, ServiceClients, TokenSigner } from '@octollm/service-kit';

/** After the last byte of the file; shorter than the gateway waits. */
const timeoutMs = 70_000;

/** Hands files on to the retriever as they come: nothing of them is held here. */
@Injectable()
export class DocumentUploads {
  readonly #client: ServiceClient;

  constructor(
    @Inject(ServiceClients) clients: ServiceClients,
    @Inject(TokenSigner) private readonly signer: TokenSigner,
  ) {
    this.#client = clients.to(retrieverArm);
  }

  /**
   * @param contentType of the upload, which names what parts it
   * @throws OctoError that says what the retriever refuses, or that it does not answer
   */
  async pass(tenantId: string, contentType: string, upload: Readable): Promise<Document> {
    const claims = {
      tenant_id: tenantId,
      task_id: newId(),
      step_id: 'api',
      actions: ['ingest'],
      jti: newId(),
    };
    const token = this.signer.sign(retrieverArm.name, claims, timeoutMs / 1_000);
    const { statusCode, headers, body } = await this.#client.request({
      method: 'POST',
      path: '/uploads',
      headers: { authorization: `Bearer ${token}`, 'content-type': contentType },
      body: upload,
      timeoutMs,
    });
    const answer = jsonOf(await body.text());
    if (statusCode === 202) return Document.parse(answer);
    const retryAfter = String(headers['retry-after']);
    throw relayedError(answer, retryAfter, 'The file could not be handed on. Try again.');
  }
}
