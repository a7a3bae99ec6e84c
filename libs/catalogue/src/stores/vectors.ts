import { text, url } from '../settings/builders.ts';
import { defineStore } from './store.ts';

/** The vector store: Qdrant, or without it one SQLite file, which only a single replica can use. */
export const vectors = defineStore({
  name: 'qdrant',
  port: 6333,
  settings: {
    QDRANT_URL: url(
      'http',
      'https',
    )({
      description: 'where Qdrant is; vectors are kept in VECTOR_PATH when it is not set',
      optional: true,
    }),
    QDRANT_API_KEY: text({ description: 'the key for Qdrant', secret: true, optional: true }),
    VECTOR_PATH: text({
      description: 'the SQLite file that holds the vectors when there is no Qdrant',
      default: '/var/lib/octollm/vectors.sqlite',
    }),
  },
});
