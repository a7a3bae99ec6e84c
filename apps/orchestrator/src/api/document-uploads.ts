import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { retrieverArm } from '@octollm/catalogue';
import { Document, newId, OctoError, Problem, UnavailableError } from '@octollm/contracts';
import { type ServiceClient, ServiceClients, TokenSigner } from '@octollm/service-kit';

/** After the last byte of the file; shorter than the gateway waits. */
const timeoutMs = 70_000;

/** What another part of the platform has said of a request, as it said it. */
class RelayedError extends OctoError {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  override readonly retryable: boolean;

  constructor({ code, status, title, detail, retryable, errors }: Problem, retryAfter: number | undefined) {
    super(detail, {
      ...(errors === undefined ? {} : { errors }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
    this.code = code;
    this.status = status;
    this.title = title;
    this.retryable = retryable;
  }
}

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
    const problem = Problem.safeParse(answer);
    if (!problem.success)
      throw new UnavailableError('The file could not be handed on. Try again.', { retryAfter: 1 });
    const retryAfter = Number(headers['retry-after']);
    throw new RelayedError(problem.data, Number.isNaN(retryAfter) ? undefined : retryAfter);
  }
}

/** Undefined when the text is not JSON. */
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
