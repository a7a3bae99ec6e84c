import type { Resources } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Image } from '../image.ts';
import { recommendedLabels, selectorLabels } from '../labels.ts';
import { externalEgress } from '../network/external-egress.ts';
import { podsNamed, tcp } from '../network/peers.ts';
import { type StoreProps, storeIdentity, storePriority } from '../stores/store-base.ts';
import { NoClientsError } from '../stores/store-network-policy.ts';
import type { PodShare } from '../stores/store-pods.ts';
import { claim, type StoreVolume } from '../stores/store-volumes.ts';
import { StoreWorkload } from '../stores/store-workload.ts';
import { scratch } from '../workload/volumes.ts';
import { type ModelServer, ollamaName, ollamaPort } from './model-server.ts';
import { gpuResource, modelsClaim, ollamaContainer, pullContainer } from './ollama-pod.ts';

export interface OllamaProps extends Pick<StoreProps, 'environment' | 'clients'> {
  readonly image: Image;
  /** Which models it has, and how long they stay loaded. */
  readonly server: ModelServer;
  readonly resources: Resources;
  /** Where the models lie: each pod has its own copy, so that it starts without a download. */
  readonly volume: StoreVolume;
  /**
   * GPUs of each pod; with 0 it computes on the processor, which is ten to a hundred times slower.
   * @default 1
   */
  readonly gpus?: number;
  /**
   * How many pods.
   * @default 1
   */
  readonly replicas?: number;
}

/** A number of GPUs or pods that cannot be. */
export class OllamaSizeError extends Error {
  constructor(replicas: number, gpus: number) {
    super(
      `Ollama cannot run in ${replicas} pods with ${gpus} GPUs each. Take whole numbers, and one pod at least.`,
    );
    this.name = 'OllamaSizeError';
  }
}

/** An answer that is being written when the pod is stopped may be finished. */
const gracePeriodSeconds = 120;

/** Nodes with GPUs keep other pods away by a taint of the same name. */
const gpuNodes = { key: gpuResource, operator: 'Exists', effect: 'NoSchedule' } as const;

/**
 * Ollama, with its models loaded into GPUs before anybody asks. It needs no key and sends nothing away; to the internet
 * it goes for the models alone.
 * @throws OllamaSizeError
 * @throws NoClientsError when nobody asks models
 */
export class Ollama extends Construct {
  /** What a quota must have room for. */
  readonly pods: readonly PodShare[];

  constructor(scope: Construct, id: string, props: OllamaProps) {
    super(scope, id);
    const { image, server, resources, volume, gpus = 1, replicas = 1, clients } = props;
    if (!Number.isInteger(gpus) || gpus < 0 || !Number.isInteger(replicas) || replicas < 1)
      throw new OllamaSizeError(replicas, gpus);
    if (clients.length === 0) throw new NoClientsError(ollamaName);
    const identity = storeIdentity(ollamaName, image.tag);
    const container = { image, server, resources, gpus };

    new StoreWorkload(this, 'workload', {
      identity,
      replicas,
      priority: storePriority(props),
      containers: [ollamaContainer(container)],
      initContainers: [pullContainer(container)],
      ...(gpus > 0 ? { tolerations: [gpuNodes] } : {}),
      mounts: [scratch],
      claims: [claim(modelsClaim, ollamaName, volume, 'none')],
      gracePeriodSeconds,
      ports: { http: ollamaPort },
      servicePorts: { http: ollamaPort },
    });
    new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: { name: ollamaName, labels: recommendedLabels(identity) },
      spec: {
        podSelector: { matchLabels: selectorLabels(ollamaName) },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: clients.map(podsNamed), ports: tcp(ollamaPort) }],
        egress: externalEgress(['model-providers']),
      },
    });
    this.pods = [{ pods: replicas, resources }];
  }
}
