import type { Resources } from '@octollm/catalogue';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { DisruptionBudget } from '../../service/disruption-budget.ts';
import { plainResources } from './plain-resources.ts';
import { madeLabels, postgresName } from './postgres-names.ts';

/** The pooler and the Service that leads to it. */
export const poolerName = `${postgresName}-pooler`;

/** The label of its pods. */
export const poolerPods = { 'cnpg.io/poolerName': poolerName } as const;

export interface CnpgPoolerProps {
  readonly instances: number;
  /** Connections to PostgreSQL that each instance opens at most. */
  readonly poolSize: number;
  readonly resources: Resources;
  readonly labels: Record<string, string>;
  readonly priorityClass: string;
}

/** More than all services open; PgBouncer holds a client for some kilobytes. */
const maxClients = 2_000;

const spread = (topologyKey: string): object => ({
  labelSelector: { matchLabels: poolerPods },
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: 'ScheduleAnyway',
});

/**
 * PgBouncer in transaction mode: a connection of PostgreSQL is lent for a transaction, so that services may have many
 * more. What needs a session of its own (LISTEN, migrations) goes to PostgreSQL itself.
 */
export class CnpgPooler extends Construct {
  constructor(scope: Construct, id: string, props: CnpgPoolerProps) {
    super(scope, id);
    const { instances, poolSize, resources, labels, priorityClass } = props;
    new ApiObject(this, 'pooler', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Pooler',
      metadata: { name: poolerName, labels },
      spec: {
        cluster: { name: postgresName },
        instances,
        type: 'rw',
        pgbouncer: {
          poolMode: 'transaction',
          parameters: {
            max_client_conn: String(maxClients),
            default_pool_size: String(poolSize),
            max_prepared_statements: '200',
          },
        },
        template: {
          metadata: { labels: { ...madeLabels } },
          spec: {
            priorityClassName: priorityClass,
            topologySpreadConstraints: [
              spread('topology.kubernetes.io/zone'),
              spread('kubernetes.io/hostname'),
            ],
            containers: [{ name: 'pgbouncer', resources: plainResources(resources) }],
          },
        },
      },
    });
    if (instances > 1)
      new DisruptionBudget(this, 'disruption-budget', {
        name: poolerName,
        labels,
        selector: { ...poolerPods },
      });
  }
}
