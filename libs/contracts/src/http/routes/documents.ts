import { z } from 'zod';
import { Document, DocumentRequest, DocumentUpload } from '../../models/document.ts';
import { Id } from '../../models/primitives.ts';
import { SearchRequest, SearchResponse } from '../../models/search.ts';
import type { Route } from '../route.ts';

const documentParams = z.strictObject({ document_id: Id });

/** Documents and the search in them. */
export const documentRoutes = {
  createDocument: {
    id: 'createDocument',
    method: 'POST',
    path: '/api/v1/documents',
    summary: 'Ingest a document',
    tag: 'documents',
    scope: 'document:write',
    body: DocumentRequest,
    upload: DocumentUpload,
    bodyLimit: 3 * 1_048_576,
    responses: { 202: { description: 'The document was accepted', body: Document } },
  },
  getDocument: {
    id: 'getDocument',
    method: 'GET',
    path: '/api/v1/documents/{document_id}',
    summary: 'Read how far the ingestion of a document is',
    tag: 'documents',
    scope: 'search',
    params: documentParams,
    responses: { 200: { description: 'The document', body: Document } },
  },
  deleteDocument: {
    id: 'deleteDocument',
    method: 'DELETE',
    path: '/api/v1/documents/{document_id}',
    summary: 'Delete a document and everything indexed from it',
    tag: 'documents',
    scope: 'document:write',
    params: documentParams,
    responses: { 204: { description: 'The document is gone', body: null } },
  },
  search: {
    id: 'search',
    method: 'POST',
    path: '/api/v1/search',
    summary: 'Search the passages of ingested documents',
    tag: 'documents',
    scope: 'search',
    body: SearchRequest,
    responses: { 200: { description: 'The best passages first', body: SearchResponse } },
  },
} as const satisfies Record<string, Route>;
