import { Body, Controller, HttpCode, Inject, Param, Req, UseGuards } from '@nestjs/common';
import {
  type CallerClaims,
  type Document,
  DocumentRequest,
  NotFoundError,
  parseRequest,
  RetrieverForgetOutput,
  RetrieverIngestOutput,
  RetrieverSearchOutput,
  routes,
  SearchRequest,
  type SearchResponse,
} from '@octollm/contracts';
import { DocumentStore } from '@octollm/memory';
import { giveUploadTime, Implements, SchemaPipe, uploadIn } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { DirectCall } from './direct-call.ts';
import { DocumentUploads } from './document-uploads.ts';
import { PathId } from './path-id.ts';

/** Documents and search: the retriever does the work. */
@Controller()
@UseGuards(CallerGuard)
export class DocumentsController {
  constructor(
    @Inject(DocumentStore) private readonly documents: DocumentStore,
    @Inject(DirectCall) private readonly retriever: DirectCall,
    @Inject(DocumentUploads) private readonly uploads: DocumentUploads,
  ) {}

  @Implements(routes.createDocument)
  @HttpCode(202)
  create(@Caller() caller: CallerClaims, @Req() request: FastifyRequest): Promise<Document> {
    const upload = uploadIn(request);
    if (upload !== undefined) {
      const endTime = giveUploadTime(request);
      return this.uploads
        .pass(caller.tenant_id, request.headers['content-type'] ?? '', upload)
        .finally(endTime);
    }
    const body = parseRequest(DocumentRequest, request.body);
    return this.retriever.run(caller.tenant_id, 'ingest', body, RetrieverIngestOutput);
  }

  @Implements(routes.getDocument)
  async get(@Caller() caller: CallerClaims, @Param('document_id', PathId) id: string): Promise<Document> {
    const document = await this.documents.find(caller.tenant_id, id);
    if (document === null) throw new NotFoundError('There is no document with this id.');
    return document;
  }

  @Implements(routes.deleteDocument)
  @HttpCode(204)
  async delete(@Caller() caller: CallerClaims, @Param('document_id', PathId) id: string): Promise<void> {
    await this.get(caller, id);
    await this.retriever.run(caller.tenant_id, 'forget', { document_id: id }, RetrieverForgetOutput);
  }

  @Implements(routes.search)
  @HttpCode(200)
  search(
    @Caller() caller: CallerClaims,
    @Body(new SchemaPipe(SearchRequest)) body: SearchRequest,
  ): Promise<SearchResponse> {
    return this.retriever.run(caller.tenant_id, 'search', body, RetrieverSearchOutput);
  }
}
