import { Inject, Injectable } from '@nestjs/common';
import { RetrieverForgetInput, RetrieverForgetOutput } from '@octollm/contracts';
import { DocumentStore, type VectorStore } from '@octollm/memory';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import { deleteVectors, VECTORS } from '../stores/knowledge-vectors.ts';
import { whenAvailable } from '../stores/when-available.ts';

/** Deletes a document with all that was indexed from it. One that is gone, or another tenant's, is no error. */
@Injectable()
export class ForgetAction implements ArmAction<RetrieverForgetInput, RetrieverForgetOutput> {
  readonly name = 'forget';
  readonly input = RetrieverForgetInput;
  readonly output = RetrieverForgetOutput;

  constructor(
    @Inject(DocumentStore) private readonly documents: DocumentStore,
    @Inject(VECTORS) private readonly vectors: VectorStore,
  ) {}

  async run(
    { document_id }: RetrieverForgetInput,
    { tenantId }: ArmCall,
  ): Promise<ArmResult<RetrieverForgetOutput>> {
    await whenAvailable(async () => {
      // The document goes last: when this fails half-way, it is still there to be forgotten again.
      await deleteVectors(this.vectors, tenantId, document_id);
      await this.documents.delete(tenantId, document_id);
    });
    return { output: { document_id }, confidence: 1 };
  }
}
