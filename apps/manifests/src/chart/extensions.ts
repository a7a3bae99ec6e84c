import { pathOf } from './owner.ts';
import type { Context } from './rules.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Adds what only a chart has: places for values that the render leaves empty. */
interface Extension {
  readonly at: RegExp;
  /** @default every kind */
  readonly kinds?: readonly string[];
  readonly with: (fields: Fields, context: Context) => Fields;
}

/** A field that is written only when its value is not empty. */
const field = (name: string, path: string, { template }: Context): Fields => ({
  [template.block(
    (indent) => `{{- if ${path} }}\n${name}: {{- toYaml ${path} | nindent ${indent + 2} }}\n{{- end }}`,
  )]: '',
});

/** Where pods may run, and with which right to pull their images. */
const pod = (fields: Fields, context: Context): Fields => {
  const { owner, defaults } = context;
  if (owner === undefined) return fields;
  const path = pathOf(owner);
  return {
    ...fields,
    ...field('imagePullSecrets', defaults.at('image.pullSecrets', []), context),
    ...field('nodeSelector', defaults.at(`${path}.nodeSelector`, {}), context),
    ...field('tolerations', defaults.at(`${path}.tolerations`, []), context),
  };
};

/** Stores may be elsewhere than in the namespace: then the values say where. */
const egress = (fields: Fields, { owner, template, defaults }: Context): Fields => {
  if (owner === undefined || owner.stores.length === 0 || !Array.isArray(fields.egress)) return fields;
  const path = defaults.at('stores.egress', []);
  const rules = template.block(
    (indent) => `{{- if ${path} }}\n{{- toYaml ${path} | nindent ${indent} }}\n{{- end }}`,
  );
  return { ...fields, egress: [...fields.egress, rules] };
};

/** Labels by which a Prometheus finds what it scrapes. */
const monitorLabels = (fields: Fields, { template, defaults }: Context): Fields => {
  const path = defaults.at('monitoring.labels', {});
  const lines = `{{- range $name, $value := ${path} }}\n{{ $name }}: {{ quote $value }}\n{{- end }}`;
  return { ...fields, [template.block(() => lines)]: '' };
};

export const extensions: readonly Extension[] = [
  { at: /(?:^|\.)template\.spec$/, kinds: ['Deployment', 'DaemonSet', 'Job', 'CronJob'], with: pod },
  { at: /^spec$/, kinds: ['NetworkPolicy'], with: egress },
  { at: /^metadata\.labels$/, kinds: ['ServiceMonitor'], with: monitorLabels },
];
