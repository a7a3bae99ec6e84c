import { describe } from 'vitest';
import { QdrantVectorStore } from './qdrant-vector-store.ts';
import { describeVectorStore } from './vector-store-suite.ts';

const { QDRANT_URL: url = '', QDRANT_API_KEY: apiKey } = process.env;

describe('with a Qdrant server at QDRANT_URL', () => {
  describeVectorStore(
    'QdrantVectorStore',
    async () => new QdrantVectorStore({ url, ...(apiKey === undefined ? {} : { apiKey }) }),
  );
});
