import { Controller, Headers, HttpCode, Inject, Post, Req } from '@nestjs/common';
import {
  BlockedByPolicyError,
  CapabilityClaims,
  type Document,
  ForbiddenError,
  type Metadata,
  OverloadedError,
  UnprocessableError,
} from '@octollm/contracts';
import { UploadStore } from '@octollm/memory';
import { TokenVerifier } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import { checkKind } from '../reading/check-kind.ts';
import { DocumentReader } from '../reading/document-reader.ts';
import { DocumentRefusedError } from '../reading/refusal.ts';
import { Intake } from './intake.ts';
import { mediaTypeOf } from './media-type.ts';
import { PartWriter } from './part-writer.ts';
import { readUpload, type UploadForm } from './upload-form.ts';

/** Files that come in at the same time: each holds a megabyte or two, and writes to the database. */
const mostAtOnce = 8;

/**
 * Takes files. They are longer than the body of an action may be, so they come as they are, with a capability token for
 * `ingest`. The document is there when its file is there as a whole, and nothing is left of one that breaks off.
 */
@Controller()
export class UploadController {
  #inWork = 0;

  constructor(
    @Inject(TokenVerifier) private readonly tokens: TokenVerifier<CapabilityClaims>,
    @Inject(UploadStore) private readonly uploads: UploadStore,
    @Inject(DocumentReader) private readonly reader: DocumentReader,
    @Inject(Intake) private readonly intake: Intake,
  ) {}

  @Post('uploads')
  @HttpCode(202)
  async upload(
    @Headers('authorization') authorization: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<Document> {
    const { tenant_id, actions } = await this.tokens.verify(authorization);
    if (!actions.includes('ingest')) throw new ForbiddenError('The capability token is for another action.');
    if (this.#inWork >= mostAtOnce)
      throw new OverloadedError('Too many files come in at the same time. Try again.', { retryAfter: 2 });
    this.#inWork += 1;
    try {
      return await this.receive(tenant_id, request);
    } finally {
      this.#inWork -= 1;
    }
  }

  private async receive(tenantId: string, request: FastifyRequest): Promise<Document> {
    const writer = new PartWriter(this.uploads, tenantId);
    try {
      const form = await readUpload(request, (bytes) => writer.write(bytes));
      return await this.store(tenantId, writer, form);
    } catch (error) {
      await writer.discard();
      throw error;
    }
  }

  private async store(tenantId: string, writer: PartWriter, form: UploadForm): Promise<Document> {
    if (writer.length === 0)
      throw new UnprocessableError('The file is empty. Send one that holds something.');
    const { beginning } = writer;
    const media_type = mediaTypeOf({ ...form, stated: form.media_type, beginning });
    refuseOther(() => checkKind(beginning, media_type));
    const { metadata, fileName } = await this.screen(tenantId, form);
    return this.intake.take(tenantId, { upload: await writer.finish(fileName), media_type, metadata });
  }

  /** What comes with a file is screened here, as the gateway screens bodies; the file itself when it is read. */
  private async screen(
    tenantId: string,
    { metadata, fileName }: UploadForm,
  ): Promise<{ metadata: Metadata; fileName: string | null }> {
    const entries = Object.entries(metadata);
    const texts = entries.flatMap(([key, value]) => [key, typeof value === 'string' ? value : '']);
    try {
      const [name = '', ...screened] = await this.reader.screen(tenantId, [fileName ?? '', ...texts]);
      const clean = entries.map(([key, value], at) => [
        screened[2 * at] ?? key,
        typeof value === 'string' ? (screened[2 * at + 1] ?? '') : value,
      ]);
      return { metadata: Object.fromEntries(clean) as Metadata, fileName: fileName === null ? null : name };
    } catch (error) {
      if (!(error instanceof DocumentRefusedError)) throw error;
      throw new BlockedByPolicyError(
        'The guardrails refuse the metadata or the name of the file. Take out what tries to steer the model.',
        { cause: error },
      );
    }
  }
}

/** @throws UnprocessableError with the sentence for the sender when the file is refused */
const refuseOther = (check: () => void): void => {
  try {
    check();
  } catch (error) {
    if (error instanceof DocumentRefusedError) throw new UnprocessableError(error.message, { cause: error });
    throw error;
  }
};
