import { httpMetrics, type Metric, type Service } from '@octollm/catalogue';
import { Construct } from 'constructs';
import type { PlatformEnvironment } from '../environment.ts';
import type { Autoscaling, ReplicaBounds } from './autoscaling.ts';
import { HorizontalAutoscaler } from './horizontal-autoscaler.ts';
import { type LoadQuery, ScaledObject } from './scaled-object.ts';

export interface ServiceAutoscalerProps {
  readonly service: Service;
  readonly environment: Pick<PlatformEnvironment, 'namespace'>;
  readonly labels: Record<string, string>;
  readonly bounds: ReplicaBounds;
  readonly autoscaling: Autoscaling;
}

/** A replica that has this share of the calls it can carry out at a time should get help before it has them all. */
const fullShare = 0.7;
/** Short calls come and go between two scrapes: then their number a second says more than those under way. */
const callsASecond = 50;

const seriesOf = ({ name }: Metric, service: Service, namespace: string): string =>
  `${name}{namespace="${namespace}",job="${service.name}"}`;

/** What of an arm's work waits or is under way, and how much comes in. */
const loadOf = (service: Service, namespace: string): readonly LoadQuery[] =>
  service.arm === undefined
    ? []
    : [
        {
          query: `sum(${seriesOf(httpMetrics.inFlight, service, namespace)})`,
          threshold: Math.ceil(service.arm.maxConcurrentTasks * fullShare),
        },
        {
          query: `sum(rate(${seriesOf(httpMetrics.requests, service, namespace)}[2m]))`,
          threshold: callsASecond,
        },
      ];

/**
 * The one autoscaler of a service: KEDA for an arm, unless the environment has none; a HorizontalPodAutoscaler for
 * everything else. Two on one workload would undo each other's work.
 */
export class ServiceAutoscaler extends Construct {
  constructor(scope: Construct, id: string, props: ServiceAutoscalerProps) {
    super(scope, id);
    const { service, environment, labels, bounds, autoscaling } = props;
    const { name } = service;
    const load = loadOf(service, environment.namespace);
    if (autoscaling.flavour === 'keda' && load.length > 0)
      new ScaledObject(this, 'keda', { name, labels, bounds, autoscaling, load });
    else new HorizontalAutoscaler(this, 'horizontal', { name, labels, bounds });
  }
}
