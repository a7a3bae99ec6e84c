/** The ways by which one receiver is told, as Alertmanager configures them. */
export interface Receiver {
  readonly [way: `${string}_configs`]: readonly object[];
}

/** The files that hold credentials, in the folder that the configuration names. */
export const alertCredentials = {
  pagerDuty: 'pagerduty-routing-key',
  slack: 'slack-webhook-url',
  mail: 'smtp-password',
  deadMan: 'dead-man-token',
} as const;

const title =
  '{{ .CommonLabels.severity | toUpper }} {{ .GroupLabels.alertname }}: {{ .GroupLabels.service }}';
const text =
  '{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.description }}\n{{ .Annotations.runbook_url }}\n{{ end }}';

/** @param credentials the folder with the file `pagerduty-routing-key` */
export const pagerDuty = (credentials: string): Receiver => ({
  pagerduty_configs: [
    {
      routing_key_file: `${credentials}/${alertCredentials.pagerDuty}`,
      description: title,
      details: { alerts: text },
      send_resolved: true,
    },
  ],
});

/** @param credentials the folder with the file `slack-webhook-url` */
export const slack = (credentials: string, channel: string): Receiver => ({
  slack_configs: [
    {
      api_url_file: `${credentials}/${alertCredentials.slack}`,
      channel,
      title,
      text,
      send_resolved: true,
    },
  ],
});

export interface Mail {
  readonly to: string;
  readonly from: string;
  /** Host and port of the server. */
  readonly smarthost: string;
  readonly username: string;
}

/** @param credentials the folder with the file `smtp-password` */
export const mail = (credentials: string, { to, from, smarthost, username }: Mail): Receiver => ({
  email_configs: [
    {
      to,
      from,
      smarthost,
      auth_username: username,
      auth_password_file: `${credentials}/${alertCredentials.mail}`,
      headers: { Subject: title },
      send_resolved: true,
    },
  ],
});

/** @param credentialsFile the file with a bearer token; without it none is sent */
export const webhook = (url: string, credentialsFile?: string): Receiver => ({
  webhook_configs: [
    {
      url,
      send_resolved: true,
      ...(credentialsFile === undefined
        ? {}
        : { http_config: { authorization: { credentials_file: credentialsFile } } }),
    },
  ],
});

/** Tells by several ways. */
export const both = (one: Receiver, other: Receiver): Receiver => ({ ...one, ...other });
