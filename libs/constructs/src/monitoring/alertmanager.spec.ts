import { describe, expect, it } from 'vitest';
import { egressOf, image, inChart, specOf } from '../fixtures/monitoring.ts';
import { objectOf } from '../fixtures/render.ts';
import { Alertmanager, asTemplateText } from './alertmanager.ts';

describe('Alertmanager', () => {
  const configuration = 'receivers:\n  - name: a\n    text: "{{ .CommonLabels.alertname }}"\n';
  const objects = inChart((chart) => {
    new Alertmanager(chart, 'alertmanager', {
      image,
      replicas: 3,
      storage: '5Gi',
      configuration,
      secrets: { entry: 'octollm/system', keys: ['slack-url'] },
      receivers: [],
      publicPorts: [443],
      clients: [],
    });
  });
  const secret = specOf(objectOf(objects, 'ExternalSecret')) as unknown as {
    readonly target: {
      readonly name: string;
      readonly template: { readonly data: Readonly<Record<string, string>> };
    };
  };

  it('is configured by a Secret that holds the text of the configuration and the files that it names', () => {
    expect(specOf(objectOf(objects, 'Alertmanager'))).toMatchObject({
      replicas: 3,
      configSecret: secret.target.name,
    });
    expect(Object.keys(secret.target.template.data).sort()).toEqual(['alertmanager.yaml', 'slack-url']);
    expect(secret.target.template.data['slack-url']).toBe('{{ index . "slack-url" }}');
  });

  it('gets its own templates through the one who makes the Secret', () => {
    const made = asTemplateText(configuration).replaceAll('{{ `{{` }}', '{{');
    expect(asTemplateText(configuration)).not.toContain('"{{ .');
    expect(made).toBe(configuration);
  });

  it('talks to its peers and to the internet, but to no address inside of the cluster', () => {
    const egress = egressOf(objects, 'alertmanager');
    expect(egress).toContain('"cidr":"0.0.0.0/0"');
    expect(egress).toContain('10.0.0.0/8');
  });

  it('gossips with its peers over UDP and TCP, both ways', () => {
    const { ingress, egress } = specOf(objectOf(objects, 'NetworkPolicy')) as unknown as Readonly<
      Record<'ingress' | 'egress', readonly { readonly ports: readonly object[] }[]>
    >;
    const gossip = ['TCP', 'UDP'].map((protocol) => ({ protocol, port: 9_094 }));
    for (const rules of [ingress, egress])
      expect(rules.filter(({ ports }) => ports.length === 2).map(({ ports }) => ports)).toEqual([gossip]);
  });
});
