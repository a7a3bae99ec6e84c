import type { Setting } from './document.ts';

/** Where Loki keeps what it was sent. */
export type LokiStorage =
  | {
      /** A bucket; its credentials are found as AWS' own tools find them. */
      readonly kind: 's3';
      readonly bucket: string;
      readonly region: string;
      /** @default that of AWS */
      readonly endpoint?: string;
    }
  | { readonly kind: 'filesystem' };

export interface LokiOptions {
  readonly storage: LokiStorage;
  readonly directory: string;
  readonly retentionDays: number;
  /** Where other replicas are asked for, with the port; without it there is one replica. */
  readonly peers?: string;
}

const ports = { http: 3_100, grpc: 9_095, gossip: 7_946 } as const;
/** A line is in so many places before it is taken, as long as there are peers. */
const copies = 3;

const storageOf = (storage: LokiStorage, directory: string): Setting =>
  storage.kind === 'filesystem'
    ? { filesystem: { chunks_directory: `${directory}/chunks`, rules_directory: `${directory}/rules` } }
    : {
        s3: {
          bucketnames: storage.bucket,
          region: storage.region,
          endpoint: storage.endpoint,
          s3forcepathstyle: storage.endpoint !== undefined,
        },
      };

/** The configuration of Loki 3 (https://grafana.com/docs/loki/latest/configure/). */
export const lokiConfiguration = ({ storage, directory, retentionDays, peers }: LokiOptions): Setting => ({
  auth_enabled: false,
  server: { http_listen_port: ports.http, grpc_listen_port: ports.grpc, log_level: 'warn' },
  common: {
    path_prefix: directory,
    replication_factor: peers === undefined ? 1 : copies,
    ring: { kvstore: { store: peers === undefined ? 'inmemory' : 'memberlist' } },
    storage: storageOf(storage, directory),
  },
  memberlist: peers === undefined ? undefined : { join_members: [peers], bind_port: ports.gossip },
  schema_config: {
    configs: [
      {
        from: '2026-01-01',
        store: 'tsdb',
        object_store: storage.kind,
        schema: 'v13',
        index: { prefix: 'index_', period: '24h' },
      },
    ],
  },
  ingester: { wal: { enabled: true, dir: `${directory}/wal` } },
  compactor: {
    working_directory: `${directory}/compactor`,
    retention_enabled: true,
    delete_request_store: storage.kind,
  },
  limits_config: {
    retention_period: `${retentionDays * 24}h`,
    allow_structured_metadata: true,
    reject_old_samples: true,
    reject_old_samples_max_age: '168h',
    max_label_names_per_series: 15,
  },
  analytics: { reporting_enabled: false },
});
