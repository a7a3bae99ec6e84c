import type { Service } from '@octollm/catalogue';
import type { k8s } from 'cdk8s-plus-27';
import { podsNamed, tcp } from '../network/peers.ts';

/** What runs models inside of an environment. */
export interface ModelServer {
  /** The model that answers; it is loaded before anybody asks. */
  readonly model: string;
  /** The model that makes vectors. */
  readonly embeddingModel: string;
  /** How long a model stays loaded after a call, such as `24h`, or `-1` for ever: loading one takes minutes. */
  readonly keepAlive: string;
}

/** The name of its workload, and the port it listens on. */
export const ollamaName = 'ollama';
export const ollamaPort = 11_434;

/** The values of settings that lead to it. Who has a setting gets it. */
export const modelServerSettings = (server: ModelServer | undefined): Readonly<Record<string, unknown>> =>
  server === undefined
    ? {}
    : {
        OLLAMA_BASE_URL: `http://${ollamaName}:${ollamaPort}`,
        OLLAMA_MODEL: server.model,
        OLLAMA_EMBEDDING_MODEL: server.embeddingModel,
        OLLAMA_KEEP_ALIVE: server.keepAlive,
      };

/** Whether a service asks models. */
export const asksModels = ({ egress }: Pick<Service, 'egress'>): boolean =>
  egress.includes('model-providers');

/** Lets those who ask models out to it. */
export const modelServerEgress = (
  service: Pick<Service, 'egress'>,
  server: ModelServer | undefined,
): k8s.NetworkPolicyEgressRule[] =>
  server !== undefined && asksModels(service)
    ? [{ to: [podsNamed(ollamaName)], ports: tcp(ollamaPort) }]
    : [];
