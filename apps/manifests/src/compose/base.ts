import type { Job, Service } from '@octollm/catalogue';
import { imageReference } from '@octollm/constructs';
import { images } from '../images.ts';
import type { ComposeFile, ComposeService } from './compose-file.ts';
import { hardened, healthcheck } from './hardened.ts';
import { jobContainer, networks, serviceContainer } from './platform-services.ts';
import { secretFiles } from './secrets.ts';
import { postgres, qdrant, redisCache, redisQueue } from './stores.ts';

/** A model server of our own. Its image knows no user but root, who has no capability here. */
const ollama: ComposeService = {
  ...hardened,
  image: imageReference(images.ollama),
  profiles: ['ollama'],
  environment: { OLLAMA_KEEP_ALIVE: `\${OLLAMA_KEEP_ALIVE-10m}` },
  networks: ['egress'],
  volumes: ['ollama:/root/.ollama'],
  healthcheck: healthcheck(['CMD', 'ollama', 'list']),
};

/** Fetches the models before anybody asks for them. */
const ollamaModels: ComposeService = {
  ...hardened,
  image: imageReference(images.ollama),
  profiles: ['ollama'],
  entrypoint: ['sh', '-c'],
  command: [
    `ollama pull \${OLLAMA_MODEL-llama3.2} && ollama pull \${OLLAMA_EMBEDDING_MODEL-nomic-embed-text}`,
  ],
  environment: { OLLAMA_HOST: 'http://ollama:11434', HOME: '/tmp' },
  networks: ['egress'],
  restart: 'no',
  depends_on: { ollama: { condition: 'service_healthy' } },
};

/** What runs on every machine: the stores, the schema of the database, the services. It opens no port. */
export const baseFile = (services: readonly Service[], jobs: readonly Job[]): ComposeFile => {
  const all = {
    postgres,
    'redis-queue': redisQueue,
    'redis-cache': redisCache,
    qdrant,
    ...Object.fromEntries(jobs.map((job) => [job.name, jobContainer(job)])),
    ...Object.fromEntries(services.map((service) => [service.name, serviceContainer(service)])),
    ollama,
    'ollama-models': ollamaModels,
  };
  return {
    services: all,
    networks,
    volumes: { archive: {}, ollama: {}, postgres: {}, qdrant: {}, 'redis-queue': {} },
    secrets: secretFiles(all),
  };
};
