import type { Resources } from '@octollm/catalogue';
import { Construct } from 'constructs';
import type { Image } from '../../image.ts';
import type { Peer } from '../../network/peers.ts';
import type { StoreProps } from '../store-base.ts';
import type { StoreConnection } from '../store-connection.ts';
import type { PodShare } from '../store-pods.ts';
import type { StoreVolume } from '../store-volumes.ts';
import { CnpgPostgres } from './cnpg-postgres.ts';
import { SinglePostgres } from './single-postgres.ts';

interface CommonProps extends StoreProps {
  /** PostgreSQL. Of CloudNativePG's images for `cnpg`, of the official ones for `statefulset`. */
  readonly image: Image;
  readonly resources: Resources;
  readonly volume: StoreVolume;
  /** `max_connections`. */
  readonly maxConnections: number;
}

/** Where backups and write-ahead log go. */
export interface ObjectStorage {
  /** Such as `s3://octollm-production/postgres`. */
  readonly destination: string;
  /** How long backups are kept, such as `30d`. The log that they need is kept with them. */
  readonly retention: string;
  /**
   * The service that speaks S3.
   * @default that of AWS
   */
  readonly endpoint?: string;
}

export interface CnpgProps extends CommonProps {
  readonly flavour: 'cnpg';
  /** How many instances run: at least two, and three for one to be away without a risk to what is written meanwhile. */
  readonly instances: number;
  /** The volume of the write-ahead log. On one of its own a log that piles up does not stop the database at once. */
  readonly logVolume: StoreVolume;
  readonly backup: ObjectStorage;
  readonly pooler: {
    readonly instances: number;
    /** Connections to PostgreSQL that each instance opens at most. */
    readonly poolSize: number;
    readonly resources: Resources;
  };
  /** Where the API server of Kubernetes is: the instances say there how they are, and learn who leads. */
  readonly apiServer: readonly Peer[];
}

export interface StatefulSetProps extends CommonProps {
  readonly flavour: 'statefulset';
  readonly exporterImage: Image;
}

export type PostgresHAProps = CnpgProps | StatefulSetProps;

/** An instance with nobody to take over is no cluster. */
export class TooFewInstancesError extends Error {
  constructor(instances: number) {
    super(
      `A cluster of PostgreSQL has at least 2 instances, not ${instances}. Take the flavour statefulset for a single one.`,
    );
    this.name = 'TooFewInstancesError';
  }
}

/**
 * PostgreSQL: with `cnpg` a cluster that CloudNativePG leads (streaming replication, failover, log archive, pooler); with
 * `statefulset` exactly one, for where losing it costs little. Several pods of a StatefulSet would be as many databases
 * that know nothing of each other, so there is no number of them to set.
 * @throws TooFewInstancesError
 */
export class PostgresHA extends Construct {
  /** How clients reach it. */
  readonly connection: StoreConnection;
  /** What a quota must have room for. */
  readonly pods: readonly PodShare[];
  /** The ObjectStore of the barman-cloud plugin that backups go to; undefined for the flavour that has none. */
  readonly objectStore: string | undefined;

  constructor(scope: Construct, id: string, props: PostgresHAProps) {
    super(scope, id);
    if (props.flavour === 'cnpg' && props.instances < 2) throw new TooFewInstancesError(props.instances);
    const postgres =
      props.flavour === 'cnpg'
        ? new CnpgPostgres(this, 'cnpg', props)
        : new SinglePostgres(this, 'single', props);
    this.connection = postgres.connection;
    this.pods = postgres.pods;
    this.objectStore = postgres.objectStore;
  }
}
