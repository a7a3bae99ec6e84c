import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { addressSetting, deployed, reflexGateway, remediator } from '@octollm/catalogue';
import { spawnNode } from '../process/index.ts';
import {
  addressOf,
  applicationsIn,
  type ControlAddress,
  choosePorts,
  databaseEnvironment,
  host,
  machinePorts,
  portsOf,
  SupervisedService,
} from '../stack/index.ts';
import { buildApps } from '../workspace/index.ts';
import { type AlertEndpoint, namespace } from './monitoring.ts';

const tokenBytes = 32;

export interface RemediatorOptions {
  /** The root of the repository. */
  readonly root: string;
  /** Where the stack keeps its data, among them the address of its database. */
  readonly dataFolder: string;
  readonly gateway: string;
  readonly control: ControlAddress;
  /** A key with the scope admin. */
  readonly adminKey: string;
  /** Whether it changes anything; otherwise it says what it would do. */
  readonly acts: boolean;
  /** Variables besides, such as REMEDIATOR_POLICY. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Gets every line that it writes. */
  readonly onLine: (line: string) => void;
  /** Gets a sentence for people when it crashes or comes back. */
  readonly notice: (sentence: string) => void;
  /** Added to the port of the catalogue. @default 0 */
  readonly portOffset?: number;
}

/** A remediator that watches over a local stack. */
export interface LocalRemediator extends AlertEndpoint {
  readonly url: string;
  readonly metricsUrl: string;
  stop(): Promise<void>;
}

/**
 * Builds the remediator and starts it for a stack that runs.
 * @throws BuildError when it does not build
 * @throws ServiceStartError when it does not become ready
 * @throws UserError when no stack runs in the folder, and no DATABASE_URL is set
 */
export const startRemediator = async (options: RemediatorOptions): Promise<LocalRemediator> => {
  const { root, dataFolder, gateway, control, adminKey, acts, environment } = options;
  // Those that the stack was built with: nothing is built again then.
  await buildApps({ root, apps: deployed.map(({ name }) => name) });
  const { of: chosen } = await choosePorts([remediator], machinePorts, options.portOffset);
  const ports = portsOf(remediator.name, chosen);
  const token = randomBytes(tokenBytes).toString('base64url');
  const decided = {
    OCTOLLM_ENVIRONMENT: 'local',
    HOST: host,
    PORT: String(ports.http),
    METRICS_PORT: String(ports.metrics),
    [addressSetting(reflexGateway.name)]: gateway,
    REMEDIATOR_TARGET: 'local',
    REMEDIATOR_NAMESPACE: namespace,
    REMEDIATOR_LOCAL_URL: control.url,
    REMEDIATOR_LOCAL_TOKEN: control.token,
    REMEDIATOR_API_KEY: adminKey,
    REMEDIATOR_TOKEN: token,
    REMEDIATOR_MODE: acts ? 'act' : 'dry-run',
  };
  const open = Object.fromEntries(Object.entries(remediator.settings).filter(([name]) => !(name in decided)));
  const given = await databaseEnvironment(root, dataFolder, environment, { settings: open });
  const url = addressOf(ports.http);
  const service = new SupervisedService({
    name: remediator.name,
    url,
    metricsUrl: `${addressOf(ports.metrics)}/metrics`,
    readyUrl: `${url}${remediator.probes.ready}`,
    liveUrl: `${url}${remediator.probes.live}`,
    drainSeconds: remediator.drainSeconds,
    spawn: () =>
      spawnNode({
        script: applicationsIn(join(root, 'dist', 'apps')).service(remediator.name),
        nodeFlags: remediator.nodeFlags,
        env: { ...given, ...decided },
        cwd: root,
      }),
    onLine: options.onLine,
    notice: options.notice,
  });
  await ports.release();
  try {
    await service.start();
  } catch (error) {
    await ports.drop();
    throw error;
  }
  return {
    url,
    metricsUrl: service.metricsUrl,
    alertsUrl: `${url}/alerts`,
    token,
    stop: async () => {
      await service.stop();
      await ports.drop();
    },
  };
};
