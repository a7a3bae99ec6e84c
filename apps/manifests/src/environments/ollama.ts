import { storageClassName } from '@octollm/constructs';
import type { Environment } from './environment.ts';

/** A model of eight billion parameters, which fits into a GPU with 16 GB, and one for vectors. */
export const ollama: Environment['ollama'] = {
  server: { model: 'llama3.1:8b', embeddingModel: 'nomic-embed-text', keepAlive: '24h' },
  resources: {
    cpu: { request: '2', limit: '8' },
    memory: { request: '16Gi', limit: '16Gi' },
    ephemeralStorage: { request: '64Mi', limit: '1Gi' },
  },
  volume: { storageClass: storageClassName('fast'), size: '50Gi' },
};
