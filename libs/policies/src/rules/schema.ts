import { isServed } from '../cluster/kinds.ts';
import type { Resource } from '../cluster/resource.ts';
import { type JsonObject, shown, textIn } from '../read/json.ts';
import type { Problem, Schema } from '../schema/problem.ts';
import { schemaOf } from '../schema/schema-of.ts';
import { type Context, type Fault, fault, type Rule } from './rule.ts';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/; RBAC allows more. */
const isName = ({ group: owner, name }: Resource): boolean =>
  owner === 'rbac.authorization.k8s.io' ||
  (name.length <= 253 && /^[a-z\d]([-a-z\d]*[a-z\d])?(\.[a-z\d]([-a-z\d]*[a-z\d])?)*$/.test(name));

const servedFaults = ({ cluster }: Context): readonly Fault[] => [
  ...cluster.resources
    .filter(({ group: owner, version, body }) => !isServed(owner, version, shown(body.kind)))
    .map((resource) =>
      fault(
        resource,
        'apiVersion',
        `Kubernetes 1.28 to 1.36 serve no ${shown(resource.body.kind)} of ${resource.apiVersion}.`,
        resource.apiVersion,
      ),
    ),
  ...cluster.resources
    .filter((resource) => resource.name !== '' && !isName(resource))
    .map((resource) => fault(resource, 'metadata.name', `${resource.name} is no name for an object.`)),
];

/** What was found of an object, for as long as the object is the same. */
const known = new WeakMap<object, readonly Problem[]>();

const problemsOf = (body: JsonObject, schema: Schema): readonly Problem[] => {
  const problems = known.get(body) ?? schema(body);
  known.set(body, problems);
  return problems;
};

const schemaFaults = (resource: Resource): readonly Fault[] => {
  const { body, apiVersion, group, version } = resource;
  const kind = textIn(body.kind) ?? '';
  const schema = schemaOf(apiVersion, kind);
  if (schema !== undefined)
    return problemsOf(body, schema).map(({ path, message }) => fault(resource, path, message, path));
  // Of a version that is not served there is nothing more to say.
  return isServed(group, version, kind)
    ? [fault(resource, 'kind', `There is no schema of ${apiVersion} ${kind}: it is not checked.`, kind)]
    : [];
};

/** What an API server takes: rule 57. */
export const schemaRules: readonly Rule[] = [
  {
    id: 57,
    name: 'Every object is of a version that Kubernetes 1.28 to 1.36 serve, and of its schema',
    why: 'The API server refuses the object, or drops a field that it does not know and nobody notices.',
    mend: 'Move to the version that the deprecation guide of Kubernetes names; correct, or remove, the field.',
    check: (context) => [...servedFaults(context), ...context.cluster.resources.flatMap(schemaFaults)],
  },
];
