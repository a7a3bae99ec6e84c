import { Inject, Injectable } from '@nestjs/common';
import { type MediaType, RetrieverIngestInput, RetrieverIngestOutput } from '@octollm/contracts';
import { type NewDocument, UploadStore } from '@octollm/memory';
import { type ArmAction, type ArmCall, ArmFailure, type ArmResult } from '@octollm/service-kit';
import { checkKind } from '../reading/check-kind.ts';
import { type DecodedText, decodeText } from '../reading/decode-text.ts';
import { DocumentRefusedError } from '../reading/refusal.ts';
import { whenAvailable } from '../stores/when-available.ts';
import { Intake } from './intake.ts';
import { PartWriter } from './part-writer.ts';

/** Stores a document and wakes a worker to index it. The same document again gives the one that is there. */
@Injectable()
export class IngestAction implements ArmAction<RetrieverIngestInput, RetrieverIngestOutput> {
  readonly name = 'ingest';
  readonly input = RetrieverIngestInput;
  readonly output = RetrieverIngestOutput;

  constructor(
    @Inject(Intake) private readonly intake: Intake,
    @Inject(UploadStore) private readonly uploads: UploadStore,
  ) {}

  async run(input: RetrieverIngestInput, { tenantId }: ArmCall): Promise<ArmResult<RetrieverIngestOutput>> {
    const document = await whenAvailable(async () =>
      this.intake.take(tenantId, await this.requestOf(tenantId, input)),
    );
    return { output: document, confidence: 1, sources: [document.id] };
  }

  /**
   * Texts are decoded here, so that their sender hears at once when they are none. Pages, PDFs and texts of doubtful
   * encodings are stored as files and read later, when there is room for warnings.
   */
  private async requestOf(tenantId: string, input: RetrieverIngestInput): Promise<NewDocument['request']> {
    const { text, content_base64 = '', media_type, metadata } = input;
    if (text !== undefined) return { text, media_type, metadata };
    const bytes = Buffer.from(content_base64, 'base64');
    const decoded = refusing(() => decode(bytes, media_type));
    if (decoded?.warnings.length === 0) return { text: decoded.text, media_type, metadata };
    const writer = new PartWriter(this.uploads, tenantId);
    await writer.write(bytes);
    return { upload: await writer.finish(null), media_type, metadata };
  }
}

/** The text of a file, or undefined when it takes more than decoding to find it. @throws DocumentRefusedError */
const decode = (bytes: Buffer, mediaType: MediaType): DecodedText | undefined => {
  checkKind(bytes, mediaType);
  if (mediaType === 'application/pdf' || mediaType === 'text/html') return undefined;
  const decoded = decodeText(bytes);
  if (/\S/.test(decoded.text)) return decoded;
  throw new DocumentRefusedError('Send a document that holds more than white space.');
};

/** @throws ArmFailure with the sentence for the sender when the document is refused */
const refusing = <Result>(work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DocumentRefusedError)) throw error;
    throw new ArmFailure('invalid_input', 'invalid_input', error.message, { cause: error });
  }
};
