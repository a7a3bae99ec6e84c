import { secretsDirectory, secretsName } from '@octollm/constructs';
import { configurationLines } from './configuration-lines.ts';
import { imageNameOf, type Owner, pathOf } from './owner.ts';
import type { Template } from './template.ts';
import { camelCase, type Defaults, type Value } from './values.ts';

/** What a rule works with. */
export interface Context {
  readonly template: Template;
  readonly defaults: Defaults;
  readonly kind: string;
  /** Undefined for what belongs to the namespace as a whole. */
  readonly owner: Owner | undefined;
}

/** Puts a value of the chart where the render has a value of its own. */
export interface Rule {
  /** The places, as paths with dots. */
  readonly at: RegExp;
  /** @default every kind */
  readonly kinds?: readonly string[];
  readonly by: (value: Value, context: Context) => unknown;
}

/** A value of the whole chart. */
const shared =
  (path: string) =>
  (value: Value, { template, defaults }: Context): string =>
    template.scalar(`{{ quote ${defaults.at(path, value)} }}`);

/** A value of a service or a job; a rule for those leaves what has no owner as it is. */
const own =
  (path: string, write: (path: string, context: Context) => string) =>
  (value: Value, context: Context): unknown =>
    context.owner === undefined
      ? value
      : write(context.defaults.at(`${pathOf(context.owner)}.${path}`, value), context);

const bare = (path: string, { template }: Context): string => template.scalar(`{{ ${path} }}`);
const quoted = (path: string, { template }: Context): string => template.scalar(`{{ quote ${path} }}`);
const node = (path: string, { template }: Context): string => template.node(path);

const textOf = (value: Value): string => (typeof value === 'string' ? value : '');

/** The parts of an image: those of its service where they are set, else those of all. */
const imagePart = (owner: Owner, part: 'registry' | 'tag', value: string, defaults: Defaults): string => {
  const path = `services.${camelCase(imageNameOf(owner))}.image.${part}`;
  return `default ${defaults.at(`image.${part}`, value)} ${defaults.at(path, '')}`;
};

const image = (value: Value, { template, defaults, owner }: Context): unknown => {
  const [, registry, name, tag, pinned = ''] = /^(.+)\/([^/:]+):([^@]+)(?:@(.+))?$/.exec(textOf(value)) ?? [];
  if (owner === undefined || registry === undefined || name !== imageNameOf(owner) || tag === undefined)
    return value;
  const digest = defaults.at(`services.${camelCase(name)}.image.digest`, pinned);
  return template.scalar(
    `"{{ ${imagePart(owner, 'registry', registry, defaults)} }}/${name}:{{ ${imagePart(owner, 'tag', tag, defaults)} }}` +
      `{{ if ${digest} }}@{{ ${digest} }}{{ end }}"`,
  );
};

const version = (value: Value, { template, defaults, owner }: Context): unknown =>
  owner === undefined
    ? value
    : template.scalar(`{{ quote (${imagePart(owner, 'tag', textOf(value), defaults)}) }}`);

/** Pods roll when what they are configured with changes. */
const checksum = (value: Value, { template, owner }: Context): unknown =>
  owner === undefined
    ? value
    : template.scalar(
        `"{{ toYaml .Values.settings | sha256sum }}{{ toYaml .Values.${pathOf(owner)}.settings | sha256sum }}"`,
      );

interface SecretVolume {
  readonly secretName: string;
  readonly items: readonly { readonly key: string }[];
}

const keysOf = ({ items }: SecretVolume): readonly string[] => items.map(({ key }) => key);

const secretVolume = (value: Value, { template, defaults, owner }: Context): unknown => {
  const volume = value as unknown as SecretVolume;
  if (owner === undefined || volume.secretName !== secretsName(owner)) return value;
  const path = `${pathOf(owner)}.secret`;
  const keys = defaults.at(`${path}.keys`, keysOf(volume));
  return {
    ...volume,
    secretName: template.scalar(`{{ quote ${defaults.at(`${path}.name`, volume.secretName)} }}`),
    items: template.lines(`{{- range ${keys} }}\n- key: {{ quote . }}\n  path: {{ quote . }}\n{{- end }}`),
  };
};

interface StoredSecret {
  readonly secretKey: string;
  readonly remoteRef: Readonly<Record<'key' | 'property' | 'conversionStrategy', string>>;
}

const storedSecrets = (value: Value, { template, defaults, owner }: Context): unknown => {
  const stored = value as unknown as readonly StoredSecret[];
  const [first] = stored;
  if (owner === undefined || first === undefined) return value;
  const keys = defaults.at(
    `${pathOf(owner)}.secret.keys`,
    stored.map(({ secretKey }) => secretKey),
  );
  const entry = defaults.at('externalSecrets.entry', first.remoteRef.key).replace('.', '$.');
  const { key: _key, property: _property, ...strategies } = first.remoteRef;
  const written = Object.entries(strategies).map(([name, strategy]) => `    ${name}: ${strategy}\n`);
  return template.lines(
    `{{- range ${keys} }}\n- secretKey: {{ quote . }}\n  remoteRef:\n    key: {{ quote ${entry} }}\n    property: {{ quote . }}\n${written.join('')}{{- end }}`,
  );
};

const configuration = (value: Value, { template, defaults, owner }: Context): unknown =>
  owner === undefined
    ? value
    : template.lines(
        configurationLines(owner, value as Readonly<Record<string, string>>, defaults, secretsDirectory),
      );

/** Every place of the render that a value of the chart decides. The first rule that matches counts. */
export const rules: readonly Rule[] = [
  { at: /\.labels\.app\.kubernetes\.io\/version$/, by: version },
  { at: /\.annotations\.checksum\/config$/, by: checksum },
  { at: /\.containers\.\d+\.image$/, by: image },
  { at: /\.containers\.\d+\.imagePullPolicy$/, by: shared('image.pullPolicy') },
  { at: /\.containers\.\d+\.resources$/, by: own('resources', node) },
  { at: /\.volumes\.\d+\.secret$/, by: secretVolume },
  { kinds: ['ConfigMap'], at: /^data$/, by: configuration },
  { kinds: ['Deployment'], at: /^spec\.replicas$/, by: own('replicas', bare) },
  { kinds: ['CronJob'], at: /^spec\.schedule$/, by: own('schedule', quoted) },
  { kinds: ['ExternalSecret'], at: /^spec\.data$/, by: storedSecrets },
  { kinds: ['ExternalSecret'], at: /^spec\.target\.name$/, by: own('secret.name', quoted) },
  { kinds: ['ExternalSecret'], at: /^spec\.secretStoreRef\.name$/, by: shared('externalSecrets.store') },
  { kinds: ['ExternalSecret'], at: /^spec\.refreshInterval$/, by: shared('externalSecrets.refreshInterval') },
  { kinds: ['HorizontalPodAutoscaler'], at: /^spec\.minReplicas$/, by: own('autoscaling.min', bare) },
  { kinds: ['HorizontalPodAutoscaler'], at: /^spec\.maxReplicas$/, by: own('autoscaling.max', bare) },
  { kinds: ['ScaledObject'], at: /^spec\.minReplicaCount$/, by: own('autoscaling.offPeak', bare) },
  { kinds: ['ScaledObject'], at: /^spec\.maxReplicaCount$/, by: own('autoscaling.max', bare) },
  { kinds: ['ScaledObject'], at: /^spec\.fallback\.replicas$/, by: own('autoscaling.min', bare) },
  {
    kinds: ['ScaledObject'],
    at: /\.metadata\.desiredReplicas$/,
    by: (value, context) => own('autoscaling.min', quoted)(Number(value), context),
  },
  { kinds: ['ScaledObject'], at: /\.metadata\.serverAddress$/, by: shared('autoscaling.keda.prometheus') },
  ...['timezone', 'start', 'end'].map((name) => ({
    kinds: ['ScaledObject'],
    at: new RegExp(`\\.metadata\\.${name}$`),
    by: shared(`autoscaling.keda.peak.${name}`),
  })),
  { kinds: ['HTTPRoute'], at: /^spec\.hostnames\.0$/, by: shared('edge.host') },
  { kinds: ['HTTPRoute'], at: /^spec\.parentRefs\.0\.name$/, by: shared('edge.gateway.name') },
  { kinds: ['HTTPRoute'], at: /^spec\.parentRefs\.0\.namespace$/, by: shared('edge.gateway.namespace') },
  { kinds: ['HTTPRoute'], at: /^spec\.parentRefs\.0\.sectionName$/, by: shared('edge.gateway.listener') },
  { kinds: ['Ingress'], at: /^spec\.(?:rules\.0\.host|tls\.0\.hosts\.0)$/, by: shared('edge.host') },
  { kinds: ['Ingress'], at: /^spec\.ingressClassName$/, by: shared('edge.ingress.className') },
  {
    kinds: ['Ingress'],
    at: /^metadata\.annotations\.cert-manager\.io\/cluster-issuer$/,
    by: shared('edge.ingress.issuer'),
  },
  {
    kinds: ['LimitRange'],
    at: /^spec\.limits$/,
    by: (value, { template, defaults }) => template.node(defaults.at('quota.limits', value)),
  },
  {
    kinds: ['ResourceQuota'],
    at: /^spec\.hard$/,
    by: (value, { template, defaults }) => template.node(defaults.at('quota.hard', value)),
  },
];
