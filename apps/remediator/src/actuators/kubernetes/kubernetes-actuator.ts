import { type Actuator, failed, type Performed, type ServiceRemedy, succeeded } from '../actuator.ts';
import { attempt, type HttpApi } from '../http-api.ts';
import { Autoscalers } from './autoscalers.ts';

/** What `kubectl rollout restart` sets: pods of another template replace those that run, one after the other. */
const restartAnnotation = 'kubectl.kubernetes.io/restartedAt';

export interface KubernetesOptions {
  readonly api: HttpApi;
  readonly namespace: string;
  /** The services that have a replica on every node: DaemonSets. */
  readonly perNode: ReadonlySet<string>;
}

/** Acts on the services of one namespace through the API of Kubernetes. */
export class KubernetesActuator implements Actuator<ServiceRemedy> {
  readonly #options: KubernetesOptions;
  readonly #autoscalers: Autoscalers;

  constructor(options: KubernetesOptions) {
    this.#options = options;
    this.#autoscalers = new Autoscalers(options.api, options.namespace);
  }

  perform(remedy: ServiceRemedy, signal: AbortSignal): Promise<Performed> {
    return attempt(() => {
      switch (remedy.kind) {
        case 'restart':
          return this.#restart(remedy.service, signal);
        case 'scale':
          return this.#autoscalers.raise(remedy.service, remedy.by, remedy.most, signal);
        case 'restore':
          return this.#autoscalers.putBack(remedy.service, signal);
      }
    });
  }

  async #restart(service: string, signal: AbortSignal): Promise<Performed> {
    const { api, namespace, perNode } = this.#options;
    const workloads = perNode.has(service) ? 'daemonsets' : 'deployments';
    const answer = await api.send({
      method: 'PATCH',
      path: `/apis/apps/v1/namespaces/${namespace}/${workloads}/${service}`,
      contentType: 'application/strategic-merge-patch+json',
      body: {
        spec: { template: { metadata: { annotations: { [restartAnnotation]: new Date().toISOString() } } } },
      },
      signal,
    });
    if (answer.status === 404) return failed(`There is no ${service} in ${namespace}.`);
    if (answer.status !== 200) throw api.unexpected(answer);
    return succeeded(`The pods of ${service} are replaced, one after the other.`);
  }
}
