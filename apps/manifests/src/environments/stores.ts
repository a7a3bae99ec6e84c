import type {
  CnpgProps,
  ExternalStore,
  QdrantClusterProps,
  RedisCacheProps,
  RedisQueueProps,
  StatefulSetProps,
} from '@octollm/constructs';

/** PostgreSQL by CloudNativePG. Sizes of pools follow from the connections of the database. */
type Cnpg = Pick<
  CnpgProps,
  'flavour' | 'instances' | 'resources' | 'volume' | 'logVolume' | 'backup' | 'apiServer'
> & {
  readonly pooler: Omit<CnpgProps['pooler'], 'poolSize'>;
};

type SinglePostgres = Pick<StatefulSetProps, 'flavour' | 'resources' | 'volume'>;

/** What an environment says of its stores: how large they are, and which kind of each it has. */
export interface EnvironmentStores {
  readonly postgres: Cnpg | SinglePostgres | ExternalStore;
  readonly redisQueue: Pick<RedisQueueProps, 'flavour' | 'resources' | 'volume'> | ExternalStore;
  readonly redisCache:
    | ({ readonly flavour: 'single' } & Pick<RedisCacheProps, 'resources' | 'eviction'>)
    | ExternalStore;
  readonly qdrant:
    | ({ readonly flavour: 'cluster' } & Pick<
        QdrantClusterProps,
        'nodes' | 'replicationFactor' | 'resources' | 'volume' | 'snapshots'
      >)
    | ExternalStore;
}

/** A store that the environment runs itself. */
export type Own<Kind> = Exclude<Kind, ExternalStore>;
