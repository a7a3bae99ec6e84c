import { remediator } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { type Container, eachWorkload, ofKind, sameNamespace, type Workload } from './fixtures/manifests.ts';

const containersOf = ({ spec }: Workload): readonly Container[] => [
  ...spec.template.spec.containers,
  ...(spec.template.spec.initContainers ?? []),
];

/** What acts on alerts patches its neighbours; nothing else of the environments asks the API of the cluster. */
const asksApi = ({ metadata }: Workload): boolean => metadata.name === remediator.name;

describe.each(eachWorkload)('The pods of %s', (_, workload) => {
  const pod = workload.spec.template.spec;

  it('run as nobody, under the seccomp profile of the runtime', () => {
    const { runAsUser, runAsGroup, fsGroup } = pod.securityContext;
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    for (const id of [runAsUser, runAsGroup, fsGroup]) expect(id).toBeGreaterThan(10_000);
  });

  it('have no privilege, no capability and no file system to write to in any container', () => {
    for (const { securityContext } of containersOf(workload))
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
      });
  });

  it('have nothing of the node', () => {
    expect(JSON.stringify(pod)).not.toMatch(/host(Network|PID|IPC|Path|Port)|docker\.sock/);
  });

  it('mount nothing but what is empty, configuration and Secrets, beside the volumes that they claim', () => {
    const kinds = pod.volumes.flatMap((volume) => Object.keys(volume).filter((key) => key !== 'name'));
    expect(kinds.filter((kind) => !['configMap', 'emptyDir', 'secret'].includes(kind))).toEqual([]);
  });

  it('run under an account that exists, with its token only if it asks the API of the cluster, and without service links', () => {
    const accounts = ofKind(['ServiceAccount']).filter((account) => sameNamespace(account, workload));
    expect(accounts).toContainEqual(
      expect.objectContaining({
        metadata: expect.objectContaining({ name: pod.serviceAccountName }),
        automountServiceAccountToken: false,
      }),
    );
    expect(pod).toMatchObject({ automountServiceAccountToken: asksApi(workload), enableServiceLinks: false });
  });
});

it('No Secret is rendered', () => {
  expect(ofKind(['Secret'])).toEqual([]);
});

it('Every namespace enforces, audits and warns of a pinned version of the restricted level', () => {
  for (const { metadata } of ofKind(['Namespace']))
    for (const mode of ['enforce', 'audit', 'warn'])
      expect(metadata.labels).toMatchObject({
        [`pod-security.kubernetes.io/${mode}`]: 'restricted',
        [`pod-security.kubernetes.io/${mode}-version`]: expect.stringMatching(/^v1\.\d+$/),
      });
});
