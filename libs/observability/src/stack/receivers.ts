import { remediator } from '@octollm/catalogue';
import {
  alertCredentials,
  alertmanagerFile,
  both,
  mail,
  pagerDuty,
  slack,
  webhook,
} from '../routing/index.ts';

/** The files with credentials that the receivers need. */
export const receiverCredentials: readonly string[] = Object.values(alertCredentials);

const people = {
  to: 'operations@octollm.example.com',
  from: 'alerts@octollm.example.com',
  smarthost: 'smtp.octollm.example.com:587',
  username: 'alerts@octollm.example.com',
} as const;

/** What misses the Watchdog lives outside: it has to notice when all of this is gone. */
const deadManUrl = 'https://watchdog.octollm.example.com/alertmanager';

/** Where a remediator takes alerts. @param host its name in the network */
export const alertsUrl = (host: string): string => `http://${host}:${remediator.port}/alerts`;

/** Who acts on the alerts of a namespace. */
export interface AlertActor {
  readonly namespace: string;
  readonly url: string;
  /** The path of the file with the bearer token that it wants. */
  readonly tokenFile: string;
}

export interface AlertingOptions {
  /** The folder that holds the files of `receiverCredentials`. */
  readonly credentials: string;
  /** The namespaces for which nobody is woken. @default none */
  readonly quiet?: readonly string[];
  /** @default nothing acts on alerts */
  readonly remediators?: readonly AlertActor[];
}

/**
 * The configuration of Alertmanager: what is critical wakes somebody and is talked about, a warning is talked about, the
 * rest is mail. What acts on alerts hears of all of them.
 */
export const alertmanagerConfiguration = (options: AlertingOptions): string => {
  const { credentials, quiet = [], remediators = [] } = options;
  return alertmanagerFile({
    quiet,
    remediators: remediators.map(({ namespace, url, tokenFile }) => ({
      namespace,
      receiver: webhook(url, tokenFile),
    })),
    receivers: {
      critical: both(pagerDuty(credentials), slack(credentials, '#octollm-incidents')),
      warning: slack(credentials, '#octollm-alerts'),
      info: mail(credentials, people),
    },
    deadMan: webhook(deadManUrl, `${credentials}/${alertCredentials.deadMan}`),
  });
};
