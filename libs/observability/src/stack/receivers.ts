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

/**
 * The configuration of Alertmanager: what is critical wakes somebody and is talked about, a warning is talked about, the
 * rest is mail.
 *
 * @param credentials the folder that holds the files of `receiverCredentials`
 * @param quiet the namespaces for which nobody is woken
 */
export const alertmanagerConfiguration = (credentials: string, quiet: readonly string[] = []): string =>
  alertmanagerFile({
    quiet,
    receivers: {
      critical: both(pagerDuty(credentials), slack(credentials, '#octollm-incidents')),
      warning: slack(credentials, '#octollm-alerts'),
      info: mail(credentials, people),
    },
    deadMan: webhook(deadManUrl, `${credentials}/${alertCredentials.deadMan}`),
  });
