import { remediator, services } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { environments } from './environments/all.ts';
import { type Manifest, manifests, ofKind } from './fixtures/manifests.ts';
import type { NetworkPolicy } from './fixtures/reachability.ts';

interface Role extends Manifest {
  readonly rules: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly resourceNames?: readonly string[];
    readonly verbs: readonly string[];
  }[];
}

interface ExternalSecret extends Manifest {
  readonly spec: {
    readonly target: { readonly template: { readonly data: Readonly<Record<string, string>> } };
    readonly data: readonly {
      readonly secretKey: string;
      readonly remoteRef: { readonly key: string; readonly property: string };
    }[];
  };
}

interface ApplicationSet extends Manifest {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly ignoreDifferences?: readonly {
          readonly kind: string;
          readonly jsonPointers: readonly string[];
        }[];
      };
    };
  };
}

interface Bound extends Manifest {
  readonly subjects: readonly { readonly kind: string; readonly name: string; readonly namespace: string }[];
}

const namesOf = (kind: string): readonly string[] =>
  services.filter(({ scaling }) => scaling.kind === kind).map(({ name }) => name);

const at = <Shape extends Manifest>(kind: string, path: string): Shape => {
  const [found] = ofKind<Shape>([kind]).filter((manifest) => manifest.path.startsWith(path));
  if (found === undefined) throw new Error(`There is no ${kind} in ${path}.`);
  return found;
};

const secretOfAlertmanager = at<ExternalSecret>('ExternalSecret', 'cluster/alertmanager/');

describe.each(environments)('What acts on alerts in $name', ({ name, namespace }) => {
  const folder = `${name}/remediator/`;

  it('may restart the services and move the floors of their autoscalers, by name, and nothing else', () => {
    expect(at<Role>('Role', folder).rules).toEqual([
      {
        apiGroups: ['apps'],
        resources: ['deployments'],
        resourceNames: namesOf('replicas'),
        verbs: ['get', 'patch'],
      },
      {
        apiGroups: ['apps'],
        resources: ['daemonsets'],
        resourceNames: namesOf('per-node'),
        verbs: ['patch'],
      },
      {
        apiGroups: ['autoscaling'],
        resources: ['horizontalpodautoscalers'],
        resourceNames: namesOf('replicas'),
        verbs: ['get', 'patch'],
      },
      {
        apiGroups: ['keda.sh'],
        resources: ['scaledobjects'],
        resourceNames: namesOf('replicas'),
        verbs: ['get', 'patch'],
      },
    ]);
    const bound = ofKind<Bound>(['RoleBinding', 'ClusterRoleBinding']).filter(({ subjects }) =>
      subjects.some((subject) => subject.name === remediator.name && subject.namespace === namespace),
    );
    expect(bound.map(({ path }) => path)).toEqual([`${folder}RoleBinding.remediator.yaml`]);
  });

  it('is told of the alerts of its own namespace, with the token that it wants', () => {
    const { route, receivers } = parse(
      (secretOfAlertmanager.spec.target.template.data['alertmanager.yaml'] ?? '').replaceAll(
        '{{ `{{` }}',
        '{{',
      ),
    );
    const routes = (route.routes as readonly { receiver: string; matchers?: readonly string[] }[]).filter(
      ({ matchers }) => matchers?.length === 1 && matchers[0] === `namespace="${namespace}"`,
    );
    expect(routes).toMatchObject([{ receiver: `remediator-${namespace}`, continue: true }]);
    const [receiver] = (receivers as readonly { name: string; webhook_configs?: readonly object[] }[]).filter(
      (one) => one.name === `remediator-${namespace}`,
    );
    const file = `remediator-token-${namespace}`;
    expect(receiver?.webhook_configs).toEqual([
      {
        url: `http://remediator.${namespace}:8200/alerts`,
        send_resolved: true,
        http_config: { authorization: { credentials_file: `/etc/alertmanager/config/${file}` } },
      },
    ]);
    const sent = secretOfAlertmanager.spec.data.find(({ secretKey }) => secretKey === file)?.remoteRef;
    const wanted = at<ExternalSecret>('ExternalSecret', folder).spec.data.find(
      ({ secretKey }) => secretKey === 'REMEDIATOR_TOKEN',
    )?.remoteRef;
    expect(sent).toEqual(wanted);
  });

  it('admits Alertmanager, and nobody else, where it takes alerts', () => {
    const ports = at<NetworkPolicy>('NetworkPolicy', folder).spec.ingress ?? [];
    const callers = ports.filter((rule) => rule.ports.some(({ port }) => port === remediator.port));
    expect(callers.flatMap(({ from }) => from)).toEqual([
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'octollm-system' } },
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'alertmanager' } },
      },
    ]);
  });

  it('is not undone by Argo CD in the fields that it moves, and in no others', () => {
    const { ignoreDifferences = [] } = at<ApplicationSet>('ApplicationSet', `argocd/${name}/`).spec.template
      .spec;
    const restartedAt = '/spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt';
    expect(ignoreDifferences.map(({ kind, jsonPointers }) => [kind, ...jsonPointers])).toEqual([
      ['Deployment', restartedAt],
      ['DaemonSet', restartedAt],
      ['HorizontalPodAutoscaler', '/spec/minReplicas'],
      ['ScaledObject', '/spec/minReplicaCount'],
    ]);
  });
});

it('Nothing acts in production until whoever runs it says so', () => {
  const modes = environments.map(({ name }) => {
    const data = manifests.find(({ path }) => path === `${name}/remediator/ConfigMap.remediator.yaml`)?.data;
    return [name, (data as Readonly<Record<string, string>>)['REMEDIATOR_MODE']];
  });
  expect(Object.fromEntries(modes)).toEqual({ dev: 'act', staging: 'act', production: 'dry-run' });
});
