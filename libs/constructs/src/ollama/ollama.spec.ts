import { judgeArm, type Service } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { environment, press } from '../fixtures/services.ts';
import { PlatformService } from '../service/platform-service.ts';
import { NoClientsError } from '../stores/store-network-policy.ts';
import { Ollama, type OllamaProps, OllamaSizeError } from './ollama.ts';

const server = { model: 'llama3.1:8b', embeddingModel: 'nomic-embed-text', keepAlive: '24h' };

const props: OllamaProps = {
  environment,
  clients: ['judge-arm'],
  image: { repository: 'registry.example/ollama', tag: '1.0.0' },
  server,
  resources: {
    cpu: { request: '2', limit: '8' },
    memory: { request: '16Gi', limit: '16Gi' },
    ephemeralStorage: { request: '64Mi', limit: '256Mi' },
  },
  volume: { storageClass: 'fast', size: '50Gi' },
};

const objectsOf = (options: Partial<OllamaProps> = {}) =>
  rendered((chart) => new Ollama(chart, 'ollama', { ...props, ...options }), { namespace: 'books' });

interface Container {
  readonly name: string;
  readonly command?: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly resources: Readonly<Record<'requests' | 'limits', Readonly<Record<string, string>>>>;
  readonly lifecycle?: { readonly postStart: { readonly exec: { readonly command: readonly string[] } } };
}

interface Pod {
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly tolerations?: readonly unknown[];
}

const podOf = (options?: Partial<OllamaProps>): Pod => {
  const { spec } = objectOf(objectsOf(options), 'StatefulSet') as { spec?: { template: { spec: Pod } } };
  if (spec === undefined) throw new Error('The StatefulSet has no spec.');
  return spec.template.spec;
};

describe('Ollama', () => {
  it('asks for a GPU, where GPUs are, and for none to fetch its models', () => {
    const { containers, initContainers, tolerations } = podOf();
    expect(containers[0]?.resources).toMatchObject({
      requests: { 'nvidia.com/gpu': '1' },
      limits: { 'nvidia.com/gpu': '1' },
    });
    expect(tolerations).toEqual([{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }]);
    expect(initContainers[0]?.resources.limits).not.toHaveProperty('nvidia.com/gpu');
  });

  it('computes on the processor when there is none', () => {
    const { containers, tolerations } = podOf({ gpus: 0 });
    expect(containers[0]?.resources.limits).not.toHaveProperty('nvidia.com/gpu');
    expect(tolerations).toBeUndefined();
  });

  it('fetches its models before it answers, loads the one that answers and keeps it', () => {
    const { containers, initContainers } = podOf();
    const pull = initContainers[0]?.command?.at(-1);
    expect(pull).toMatch(/^set -eu\n/);
    expect(pull).toContain("ollama pull 'llama3.1:8b'");
    expect(pull).toContain("ollama pull 'nomic-embed-text'");
    expect(containers[0]?.lifecycle?.postStart.exec.command.at(-1)).toContain("ollama run 'llama3.1:8b' ''");
    expect(containers[0]?.env).toContainEqual({ name: 'OLLAMA_KEEP_ALIVE', value: '24h' });
  });

  it('hands no name of a model to the shell as a command', () => {
    const model = "x'; rm -rf /; '";
    expect(podOf({ server: { ...server, model } }).initContainers[0]?.command?.at(-1)).toContain(
      "ollama pull 'x'\\''; rm -rf /; '\\'''",
    );
  });

  it('has a volume for its models, which nobody backs up', () => {
    expect(objectOf(objectsOf(), 'StatefulSet').spec).toMatchObject({
      volumeClaimTemplates: [
        {
          metadata: { name: 'models', labels: { 'octollm.dev/backup': 'none' } },
          spec: { resources: { requests: { storage: '50Gi' } } },
        },
      ],
    });
  });

  it('answers those who ask models, and fetches models over HTTPS', () => {
    expect(objectOf(objectsOf(), 'NetworkPolicy').spec).toMatchObject({
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'judge-arm' } } }],
          ports: [{ port: 11_434 }],
        },
      ],
      egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] }],
    });
  });

  it('loses one pod at a time when there are several', () => {
    expect(objectsOf().map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
    expect(objectOf(objectsOf({ replicas: 2 }), 'PodDisruptionBudget').spec).toMatchObject({
      maxUnavailable: 1,
    });
  });

  it.each([{ gpus: -1 }, { gpus: 0.5 }, { replicas: 0 }])('cannot have the size %o', (size) => {
    expect(() => objectsOf(size)).toThrow(OllamaSizeError);
  });

  it('does not run for nobody', () => {
    expect(() => objectsOf({ clients: [] })).toThrow(NoClientsError);
  });
});

describe('A service in an environment with Ollama', () => {
  const objectsWith = (service: Service) =>
    rendered(
      (chart) =>
        new PlatformService(chart, 'service', {
          service,
          environment: { ...environment, provided: ['ORCHESTRATOR_PUBLIC_KEY'], models: server },
          calls: [],
        }),
    );
  const egress = { to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ollama' } } }] };

  it('that asks models is told where it is and let out to it', () => {
    const objects = objectsWith(judgeArm);
    expect(objectOf(objects, 'ConfigMap')).toMatchObject({
      data: {
        OLLAMA_BASE_URL: 'http://ollama:11434',
        OLLAMA_MODEL: 'llama3.1:8b',
        OLLAMA_EMBEDDING_MODEL: 'nomic-embed-text',
        OLLAMA_KEEP_ALIVE: '24h',
      },
    });
    expect(objectOf(objects, 'NetworkPolicy').spec).toMatchObject({
      egress: expect.arrayContaining([expect.objectContaining(egress)]),
    });
  });

  it('that does not is neither', () => {
    const objects = objectsWith({ ...press, calls: [] });
    expect(JSON.stringify(objects)).not.toMatch(/ollama/i);
  });
});
