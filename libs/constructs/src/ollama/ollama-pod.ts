import type { Resources } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import type { Image } from '../image.ts';
import {
  answering,
  livenessTiming,
  openPort,
  readinessTiming,
  slowStart,
  storeContainer,
} from '../stores/store-container.ts';
import { resourcesOf } from '../workload/resources.ts';
import { scratch } from '../workload/volumes.ts';
import { type ModelServer, ollamaPort } from './model-server.ts';

/** The resource by which nodes count their GPUs (https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/). */
export const gpuResource = 'nvidia.com/gpu';

/** The volume with the models, and where it is mounted; Ollama keeps a key of its own in its home as well. */
export const modelsClaim = 'models';
const home = '/models';

export interface OllamaContainerProps {
  readonly image: Image;
  readonly server: ModelServer;
  readonly resources: Resources;
  readonly gpus: number;
}

const variablesOf = ({ keepAlive }: ModelServer): Readonly<Record<string, string>> => ({
  HOME: home,
  OLLAMA_HOST: `0.0.0.0:${ollamaPort}`,
  OLLAMA_KEEP_ALIVE: keepAlive,
  OLLAMA_MODELS: `${home}/models`,
});

/** Waits for the server, which is about to start beside the script. */
const untilThere = 'until ollama list >/dev/null 2>&1; do sleep 1; done';

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Brings the models onto the volume before the server is there for anybody; those that lie there are left alone. */
const pullScript = ({ model, embeddingModel }: ModelServer): string =>
  [
    'set -eu',
    'ollama serve &',
    untilThere,
    ...[...new Set([model, embeddingModel])].map((name) => `ollama pull ${quoted(name)}`),
  ].join('\n');

/** Loads the model into the GPU: the pod is not ready before, so nobody waits for it. */
const loadScript = ({ model }: ModelServer): string => `${untilThere}; ollama run ${quoted(model)} ''`;

/** A GPU cannot be shared or given out in part, so what is asked for is the limit as well. */
const withGpus = (resources: k8s.ResourceRequirements, gpus: number): k8s.ResourceRequirements => {
  const amount = { [gpuResource]: k8s.Quantity.fromString(String(gpus)) };
  return gpus === 0
    ? resources
    : { requests: { ...resources.requests, ...amount }, limits: { ...resources.limits, ...amount } };
};

/** What both containers have: the image, the variables, the volumes. */
const common = ({ image, server, resources }: OllamaContainerProps): k8s.Container =>
  storeContainer({
    name: 'ollama',
    image,
    variables: variablesOf(server),
    ports: { http: ollamaPort },
    resources,
    startup: answering('/api/version', 'http', slowStart),
    readiness: answering('/api/version', 'http', readinessTiming),
    liveness: openPort('http', livenessTiming),
    mounts: [scratch.mount, { name: modelsClaim, mountPath: home }],
  });

/** The container that answers, with its GPUs. */
export const ollamaContainer = (props: OllamaContainerProps): k8s.Container => {
  const container = common(props);
  return {
    ...container,
    resources: withGpus(resourcesOf(props.resources), props.gpus),
    lifecycle: {
      ...container.lifecycle,
      postStart: { exec: { command: ['sh', '-c', loadScript(props.server)] } },
    },
  };
};

/** The container that brings the models before the other starts; it needs no GPU. */
export const pullContainer = (props: OllamaContainerProps): k8s.Container => {
  const { image, imagePullPolicy, env, resources, securityContext, volumeMounts } = common(props);
  return {
    name: 'pull',
    image,
    imagePullPolicy,
    command: ['sh', '-c', pullScript(props.server)],
    env,
    resources,
    securityContext,
    volumeMounts,
  };
};
