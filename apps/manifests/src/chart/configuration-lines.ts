import { addressSetting, baseSettings } from '@octollm/catalogue';
import { type Owner, pathOf } from './owner.ts';
import type { Defaults } from './values.ts';

/** What the chart itself decides: a pod that listened elsewhere would not be found. */
const placement: readonly string[] = ['HOST', 'PORT', 'METRICS_PORT'];

/** Settings that the pods of all services share. */
const common = Object.keys(baseSettings(0)).filter((name) => !placement.includes(name));

const addressesIn = (owner: Owner): readonly string[] =>
  owner.kind === 'job' ? [] : owner.calls.map(({ name }) => addressSetting(name));

const literal = (name: string, value: string): string => `${name}: ${JSON.stringify(value)}`;

/** A setting that is written only when it has a value. */
const optional = (name: string, path: string): string =>
  `{{- if ${path} }}\n${name}: {{ quote ${path} }}\n{{- end }}`;

/** The settings of an owner that the values name one by one: none that all share, that is a file or that is fixed. */
export const ownSettings = (owner: Owner): readonly string[] => {
  const fixed = [...placement, ...common, ...addressesIn(owner)];
  return Object.keys(owner.settings).filter((name) => !fixed.includes(name));
};

/** The data of the ConfigMap of a service or a job: its settings, and where the files with its secrets are. */
export const configurationLines = (
  owner: Owner,
  data: Readonly<Record<string, string>>,
  defaults: Defaults,
  directory: string,
): string => {
  const [own, fixed] = [new Set(ownSettings(owner)), [...placement, ...addressesIn(owner)]];
  const names = Object.keys(data).sort();
  const path = pathOf(owner);
  const files = names.filter((name) => !(name in owner.settings) && name.endsWith('_FILE'));
  const keys = defaults.at(
    `${path}.secret.keys`,
    files.map((name) => name.replace(/_FILE$/, '')),
  );
  const settings = defaults.at(
    `${path}.settings`,
    Object.fromEntries(names.filter((name) => own.has(name)).map((name) => [name, data[name] ?? ''])),
  );
  return [
    ...names.filter((name) => fixed.includes(name)).map((name) => literal(name, data[name] ?? '')),
    ...common
      .filter((name) => name in owner.settings)
      .map((name) => optional(name, defaults.at(`settings.${name}`, data[name] ?? ''))),
    `{{- range $name, $value := ${settings} }}\n{{ $name }}: {{ quote $value }}\n{{- end }}`,
    `{{- range ${keys} }}\n{{ . }}_FILE: "${directory}/{{ . }}"\n{{- end }}`,
  ].join('\n');
};
