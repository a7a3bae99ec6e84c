import { at, type JsonObject, textIn, textMapIn } from '../read/json.ts';
import type { Labels } from '../read/selector.ts';
import { isClusterScoped, kindName } from './kinds.ts';

/** An object of a manifest, with the file it came from. */
export interface Resource {
  readonly apiVersion: string;
  readonly group: string;
  readonly version: string;
  /** As the rules call it; see `kindName`. */
  readonly kind: string;
  /** Empty for an object that belongs to no namespace. */
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Readonly<Record<string, string>>;
  readonly file: string;
  readonly body: JsonObject;
}

/** Reads what every object has. What is missing is empty: a rule, not the reading, says what is wrong with that. */
export const resourceOf = (body: JsonObject, file: string): Resource => {
  const apiVersion = textIn(body.apiVersion) ?? '';
  const slash = apiVersion.indexOf('/');
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  const kind = textIn(body.kind) ?? '';
  const scoped = isClusterScoped(group, kind);
  return {
    apiVersion,
    group,
    version: apiVersion.slice(slash + 1),
    kind: kindName(group, kind),
    namespace: scoped ? '' : (textIn(at(body, 'metadata', 'namespace')) ?? 'default'),
    name: textIn(at(body, 'metadata', 'name')) ?? '',
    labels: textMapIn(at(body, 'metadata', 'labels')),
    annotations: textMapIn(at(body, 'metadata', 'annotations')),
    file,
    body,
  };
};

/** An object as people name it: `Deployment web in shop`. */
export const resourceName = ({ kind, namespace, name }: Resource): string =>
  namespace === '' ? `${kind} ${name}` : `${kind} ${name} in ${namespace}`;
