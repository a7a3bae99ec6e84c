import type { KubernetesObject } from '@octollm/constructs';
import { extensions } from './extensions.ts';
import { type Context, rules } from './rules.ts';
import type { Value } from './values.ts';

/** A text of the render that Helm would take for a template. */
export class TemplateInTextError extends Error {
  constructor(path: string) {
    super(`${path} holds {{, which Helm would carry out. The chart cannot hold it.`);
    this.name = 'TemplateInTextError';
  }
}

const child = (path: string, name: string | number): string =>
  path === '' ? String(name) : `${path}.${name}`;

/** The name of the namespace is part of other texts too, such as queries. */
const text = (value: string, path: string, namespace: string, { template }: Context): string => {
  if (value.includes('{{')) throw new TemplateInTextError(path);
  if (value === namespace) return template.scalar('{{ quote .Release.Namespace }}');
  return value.includes(namespace)
    ? template.scalar(JSON.stringify(value).replaceAll(namespace, '{{ .Release.Namespace }}'))
    : value;
};

const isFor = ({ kinds }: { readonly kinds?: readonly string[] }, { kind }: Context): boolean =>
  kinds?.includes(kind) ?? true;

/**
 * An object of the render with values of the chart in it.
 * @throws TemplateInTextError; ConflictingValueError
 */
export const parametrise = (object: KubernetesObject, namespace: string, context: Context): object => {
  const walk = (value: Value, path: string): unknown => {
    const rule = rules.find((candidate) => isFor(candidate, context) && candidate.at.test(path));
    const replaced = rule?.by(value, context);
    if (replaced !== undefined && replaced !== value) return replaced;
    if (typeof value === 'string') return text(value, path, namespace, context);
    if (Array.isArray(value)) return value.map((item, index) => walk(item, child(path, index)));
    if (typeof value !== 'object') return value;
    const fields = Object.fromEntries(
      Object.entries(value).map(([name, field]) => [name, walk(field, child(path, name))]),
    );
    return extensions
      .filter((extension) => isFor(extension, context) && extension.at.test(path))
      .reduce<Readonly<Record<string, unknown>>>((all, extension) => extension.with(all, context), fields);
  };
  return walk(object as unknown as Value, '') as object;
};
