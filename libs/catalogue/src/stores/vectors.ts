import { integer, oneOf, text, url } from '../settings/builders.ts';
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
    QDRANT_REPLICATION_FACTOR: integer(
      1,
      16,
    )({
      description: 'nodes of Qdrant that hold a copy of every vector; counts when a collection is made',
      default: 1,
    }),
    QDRANT_SHARDS: integer(
      1,
      1_000,
    )({
      description:
        'parts that a collection is cut into, over the nodes of Qdrant; one for each node when it is not set; counts when a collection is made',
      optional: true,
    }),
    QDRANT_WRITE_CONSISTENCY: integer(
      1,
      16,
    )({
      description: 'copies that a write of vectors waits for; counts when a collection is made',
      default: 1,
    }),
    QDRANT_QUANTISATION: oneOf(['none', 'scalar'])({
      description:
        'scalar keeps a copy of the vectors in a quarter of the memory and searches that first; counts when a collection is made',
      default: 'none',
    }),
    VECTOR_PATH: text({
      description: 'the SQLite file that holds the vectors when there is no Qdrant',
      default: '/var/lib/octollm/vectors.sqlite',
    }),
  },
});
