import { isDeepStrictEqual } from 'node:util';
import { immutableFields, lastingKinds } from '../cluster/immutable-fields.ts';
import type { Resource } from '../cluster/resource.ts';
import { group } from '../read/group.ts';
import { at, listIn } from '../read/json.ts';
import { type Labels, labelSelector, namedIn } from '../read/selector.ts';
import { type Context, type Fault, fault, type Rule } from './rule.ts';

const prefix = 'app.kubernetes.io/';
const ofEverything = ['part-of', 'managed-by'];
const ofWorkloads = ['name', 'component', 'version', ...ofEverything];

const lacking = (labels: Labels, names: readonly string[]): readonly string[] =>
  names.map((name) => prefix + name).filter((label) => (labels[label] ?? '') === '');

/** Labels that change with a release. */
const changing = [`${prefix}version`, 'helm.sh/chart', 'version', 'pod-template-hash', 'chart'];

const selectorsIn = ({ kind, body }: Resource): readonly (readonly [path: string, selector: unknown])[] => {
  switch (kind) {
    case 'Service':
      return [['spec.selector', labelSelector(at(body, 'spec', 'selector'))]];
    case 'NetworkPolicy':
      return [
        ['spec.podSelector', at(body, 'spec', 'podSelector')],
        ...(['ingress', 'egress'] as const).flatMap((direction) =>
          listIn(at(body, 'spec', direction)).flatMap((rule, index) =>
            listIn(at(rule, direction === 'ingress' ? 'from' : 'to')).map(
              (peer) => [`spec.${direction}[${index}]`, at(peer, 'podSelector')] as const,
            ),
          ),
        ),
      ];
    default:
      return [['spec.selector', at(body, 'spec', 'selector')]];
  }
};

const labelFaults = ({ cluster }: Context): readonly Fault[] => [
  ...cluster.resources.flatMap((resource) =>
    lacking(resource.labels, ofEverything).map((label) =>
      fault(resource, `metadata.labels["${label}"]`, `The label ${label} is missing.`, label),
    ),
  ),
  ...cluster.workloads.flatMap(({ resource, podLabels, podPath }) => [
    ...lacking(resource.labels, ofWorkloads)
      .filter((label) => !ofEverything.some((name) => label === prefix + name))
      .map((label) =>
        fault(resource, `metadata.labels["${label}"]`, `The label ${label} is missing.`, label),
      ),
    ...(resource.kind === 'Pod'
      ? []
      : lacking(podLabels, ofWorkloads).map((label) =>
          fault(
            resource,
            `${podPath.replace(/spec$/, '')}metadata.labels["${label}"]`,
            `The pods lack the label ${label}.`,
            label,
          ),
        )),
  ]),
  ...cluster.resources.flatMap((resource) =>
    selectorsIn(resource).flatMap(([path, selector]) =>
      namedIn(selector)
        .filter((label) => changing.includes(label))
        .map((label) => fault(resource, path, `The selector names ${label}, which changes.`, label)),
    ),
  ),
];

const identityFaults = ({ cluster }: Context): readonly Fault[] => [
  ...[
    ...group(cluster.resources, ({ kind, namespace, name }) => [`${kind} ${namespace} ${name}`]).values(),
  ].flatMap(([first, ...others]) =>
    others.map((resource) =>
      fault(resource, 'metadata.name', `The same object is in ${first?.file} already.`, first?.file),
    ),
  ),
  ...cluster.resources
    .filter(
      ({ kind, namespace, name }) => namespace === 'default' || (kind === 'Namespace' && name === 'default'),
    )
    .map((resource) => fault(resource, 'metadata.namespace', 'The object is in the namespace default.')),
  ...cluster.resources
    .filter(({ name }) => name === '')
    .map((resource) => fault(resource, 'metadata.name', 'The object has no name.')),
];

const changeFaults = ({ cluster, committed }: Context): readonly Fault[] =>
  (committed?.ofKind(...lastingKinds) ?? []).flatMap((before): readonly Fault[] => {
    const now = cluster.find(before.kind, before.namespace, before.name);
    if (now === undefined)
      return [
        fault(before, 'metadata.name', 'The object that is committed is gone: it was renamed or removed.'),
      ];
    return immutableFields(now)
      .filter((field) => {
        const keys = field.split('.');
        return !isDeepStrictEqual(at(before.body, ...keys), at(now.body, ...keys));
      })
      .map((field) =>
        fault(now, field, `${field} differs from what is committed, and no update can change it.`, field),
      );
  });

/** What every object is called and carries: rules 55, 56 and 58. */
export const hygieneRules: readonly Rule[] = [
  {
    id: 55,
    name: 'Objects carry the recommended labels, and selectors none that change',
    why: 'Without labels nothing can be found; a selector with a version cannot be changed and finds nothing after a release.',
    mend: 'Label with app.kubernetes.io/part-of and managed-by, workloads and pods with name, component and version as well; select by name.',
    check: labelFaults,
  },
  {
    id: 56,
    name: 'Every object is there once, and none in default',
    why: 'Of two objects with one name the later wins in silence; in default nobody looks for them.',
    mend: 'Rename or remove one; set metadata.namespace.',
    check: identityFaults,
  },
  {
    id: 58,
    name: 'Names, selectors and claims are those that are committed',
    why: 'They cannot be updated: the sync fails, or an object is made anew without the data of the old one.',
    mend: 'Keep the old value, or plan the move (a new object, the data copied, the old one removed) and waive it.',
    check: changeFaults,
  },
];
