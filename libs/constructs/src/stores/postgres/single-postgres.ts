import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { secretsDirectory } from '../../configuration/pod-configuration.ts';
import { recommendedLabels, selectorLabels } from '../../labels.ts';
import { podsNamed } from '../../network/peers.ts';
import { secretEntry } from '../../secrets/pod-secret.ts';
import { SecretFromStore } from '../../secrets/secret-from-store.ts';
import { ServiceMonitor } from '../../service/service-monitor.ts';
import { scratch } from '../../workload/volumes.ts';
import { exporterContainer, exporterResources } from '../exporter.ts';
import { storeIdentity, storePriority } from '../store-base.ts';
import type { StoreConnection } from '../store-connection.ts';
import {
  execProbe,
  livenessTiming,
  openPort,
  readinessTiming,
  slowStart,
  storeContainer,
} from '../store-container.ts';
import { StoreNetworkPolicy } from '../store-network-policy.ts';
import { type PodShare, together } from '../store-pods.ts';
import { claim, configChecksum, configFolder, emptyFolder, secretFolder } from '../store-volumes.ts';
import { StoreWorkload } from '../store-workload.ts';
import { clientAuthentication } from './client-authentication.ts';
import type { StatefulSetProps } from './postgres-ha.ts';
import {
  addressAt,
  credentialsName,
  databaseName,
  postgresName as name,
  passwordKey,
  postgresPorts,
} from './postgres-names.ts';

const dataFolder = '/var/lib/postgresql/data';
const configurationFolder = '/etc/octollm';
const passwordFile = `${secretsDirectory}/${passwordKey}`;
const isReady = ['pg_isready', '-h', '127.0.0.1', '-U', databaseName, '-d', databaseName];
/** PostgreSQL writes what it holds, and clients are cut off. */
const gracePeriodSeconds = 60;

/** One PostgreSQL with its exporter. */
export class SinglePostgres extends Construct {
  readonly connection: StoreConnection = {
    endpoints: [{ peer: podsNamed(name), ports: [postgresPorts.postgres] }],
    settings: {},
    secrets: { DATABASE_URL: addressAt(name) },
  };
  readonly pods: readonly PodShare[];
  readonly objectStore: undefined;

  constructor(scope: Construct, id: string, props: StatefulSetProps) {
    super(scope, id);
    const { image, exporterImage, resources, volume, maxConnections, environment } = props;
    const identity = storeIdentity(name, image.tag);
    const labels = recommendedLabels(identity);

    new SecretFromStore(this, 'secrets', {
      name: credentialsName,
      secretName: credentialsName,
      labels,
      keys: [passwordKey],
      entry: secretEntry(environment),
    });
    const data = { 'pg_hba.conf': clientAuthentication };
    new k8s.KubeConfigMap(this, 'config-map', { metadata: { name, labels }, data });
    const config = configFolder(name, configurationFolder);
    const secrets = secretFolder(credentialsName, [passwordKey]);
    const sockets = emptyFolder('sockets', '/var/run/postgresql');
    const postgres = storeContainer({
      name,
      image,
      args: ['-c', `max_connections=${maxConnections}`, '-c', `hba_file=${configurationFolder}/pg_hba.conf`],
      variables: {
        POSTGRES_USER: databaseName,
        POSTGRES_DB: databaseName,
        POSTGRES_PASSWORD_FILE: passwordFile,
        POSTGRES_INITDB_ARGS: '--data-checksums',
        // Not the folder of the volume itself, in which file systems put a folder of their own.
        PGDATA: `${dataFolder}/pgdata`,
      },
      ports: { postgres: postgresPorts.postgres },
      resources,
      startup: execProbe(isReady, slowStart),
      readiness: execProbe(isReady, readinessTiming),
      liveness: openPort('postgres', livenessTiming),
      mounts: [
        scratch.mount,
        sockets.mount,
        config.mount,
        secrets.mount,
        { name: 'data', mountPath: dataFolder },
      ],
    });
    const exporter = exporterContainer({
      image: exporterImage,
      script: 'exec postgres_exporter',
      variables: {
        DATA_SOURCE_URI: `127.0.0.1:${postgresPorts.postgres}/${databaseName}?sslmode=disable`,
        DATA_SOURCE_USER: databaseName,
        DATA_SOURCE_PASS_FILE: passwordFile,
      },
      port: postgresPorts.metrics,
      secrets: secrets.mount,
    });
    const ports = { postgres: postgresPorts.postgres, metrics: postgresPorts.metrics };
    new StoreWorkload(this, 'workload', {
      identity,
      replicas: 1,
      priority: storePriority(props),
      containers: [postgres, exporter],
      mounts: [scratch, sockets, config, secrets],
      claims: [claim('data', name, volume, 'cron-job')],
      gracePeriodSeconds,
      annotations: configChecksum(data),
      ports,
      servicePorts: ports,
    });
    new StoreNetworkPolicy(this, 'network-policy', {
      name,
      labels,
      clients: props.clients,
      prometheus: props.prometheus,
      clientPorts: [postgresPorts.postgres],
      metricsPort: postgresPorts.metrics,
    });
    new ServiceMonitor(this, 'service-monitor', { name, labels, selector: selectorLabels(name) });
    this.pods = [{ pods: 1, resources: together([resources, exporterResources]) }];
  }
}
