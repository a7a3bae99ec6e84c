import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { poolerName, poolerPods } from './cnpg-pooler.ts';
import { instancePods, postgresName } from './postgres-names.ts';

export interface CnpgMonitorsProps {
  readonly labels: Record<string, string>;
}

/** The instances and the poolers show their figures on a port of this name. */
const port = 'metrics';

/**
 * Tells the Prometheus operator to scrape the instances and the poolers. CloudNativePG would make such objects itself,
 * without a word on how often, and is about to stop doing so.
 */
export class CnpgMonitors extends Construct {
  constructor(scope: Construct, id: string, { labels }: CnpgMonitorsProps) {
    super(scope, id);
    const monitored = {
      [postgresName]: instancePods,
      [poolerName]: poolerPods,
    };
    for (const [name, matchLabels] of Object.entries(monitored))
      new ApiObject(this, name, {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PodMonitor',
        metadata: { name, labels },
        spec: {
          selector: { matchLabels },
          podMetricsEndpoints: [{ port, interval: '30s', scrapeTimeout: '10s' }],
        },
      });
  }
}
