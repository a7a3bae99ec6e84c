import { parse, YAMLError } from 'yaml';
import { at, listIn, objectIn, textMapIn } from '../read/json.ts';
import type { Cluster } from './cluster.ts';
import type { Resource } from './resource.ts';

/** The configuration of an Alertmanager, in whatever object it is kept. */
export interface AlertmanagerSetup {
  readonly resource: Resource;
  /** Where it stands in the object. */
  readonly path: string;
  readonly route: unknown;
  readonly receivers: readonly unknown[];
  /** All of it, to look for what does not belong there; undefined when it cannot be read. */
  readonly body: unknown;
}

const fileName = /^alertmanager\.ya?ml$/;

const parsed = (text: string): unknown => {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof YAMLError) return undefined;
    throw error;
  }
};

/** What stands where the operator fills something in. */
export const filledIn = 'FILLED-IN-BY-THE-OPERATOR';

/** A template as the operator executes it, as far as that can be told: its literals, and a word for what it fills in. */
const executed = (template: string): string =>
  template.replace(
    /\{\{-?\s*(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|[^}]*?)\s*-?\}\}/g,
    (_, quoted: string | undefined, raw: string | undefined) => quoted ?? raw ?? filledIn,
  );

const decoded = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

/** The files that an object holds, by the place of each. */
const filesOf = ({
  kind,
  body,
}: Resource): readonly (readonly [path: string, name: string, text: string])[] => {
  const under = (path: string, value: unknown, read = (text: string): string => text) =>
    Object.entries(textMapIn(value)).map(([name, text]) => [`${path}.${name}`, name, read(text)] as const);
  switch (kind) {
    case 'ConfigMap':
      return under('data', body.data);
    case 'Secret':
      return [...under('data', body.data, decoded), ...under('stringData', body.stringData)];
    case 'ExternalSecret':
      return under('spec.target.template.data', at(body, 'spec', 'target', 'template', 'data'), executed);
    default:
      return [];
  }
};

const fromFile = (resource: Resource): readonly AlertmanagerSetup[] =>
  filesOf(resource)
    .filter(([, name]) => fileName.test(name))
    .map(([path, , text]) => {
      const body = parsed(text);
      return { resource, path, route: at(body, 'route'), receivers: listIn(at(body, 'receivers')), body };
    });

/** Every configuration of an Alertmanager: the files `alertmanager.yaml` and the objects of the operator. */
export const alertmanagerSetups = (cluster: Cluster): readonly AlertmanagerSetup[] => [
  ...cluster.ofKind('ConfigMap', 'Secret', 'ExternalSecret').flatMap(fromFile),
  ...cluster.ofKind('AlertmanagerConfig').map((resource) => {
    const spec = objectIn(resource.body.spec);
    return { resource, path: 'spec', route: spec.route, receivers: listIn(spec.receivers), body: spec };
  }),
];
