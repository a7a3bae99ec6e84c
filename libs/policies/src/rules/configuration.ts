import type { Cluster } from '../cluster/cluster.ts';
import type { Container, Workload } from '../cluster/workload.ts';
import { at, listIn, objectIn, textIn, textMapIn, textsIn } from '../read/json.ts';
import { type Complaint, everyContainer, everyPod } from './containers.ts';
import { holderOf, type Reference, referencesOf } from './references.ts';
import { type Fault, fault, type Rule } from './rule.ts';
import { isSecretByName, secretIn } from './secret-text.ts';

const literalSecret = (name: string, value: string): string | undefined =>
  secretIn(value) ?? (isSecretByName(name, value) ? 'the value of a secret' : undefined);

const secretLiterals = (container: Container): readonly Complaint[] => [
  ...listIn(container.spec.env).flatMap((variable, index) => {
    const name = textIn(at(variable, 'name')) ?? '';
    const what = literalSecret(name, textIn(at(variable, 'value')) ?? '');
    return what === undefined
      ? []
      : [
          {
            path: `${container.path}.env[${index}].value`,
            message: `The variable ${name} holds ${what}.`,
            subject: name,
          },
        ];
  }),
  ...['command', 'args'].flatMap((field) =>
    textsIn(container.spec[field]).flatMap((argument, index) => {
      const what = secretIn(argument);
      return what === undefined
        ? []
        : [{ path: `${container.path}.${field}[${index}]`, message: `The command line holds ${what}.` }];
    }),
  ),
];

const variablesOf = (cluster: Cluster, { namespace }: Workload, { spec }: Container): readonly string[] => [
  ...listIn(spec.env).flatMap((variable) => textIn(at(variable, 'name')) ?? []),
  ...listIn(spec.envFrom).flatMap((source) => {
    const name = textIn(at(source, 'configMapRef', 'name'));
    const configMap = name === undefined ? undefined : cluster.find('ConfigMap', namespace, name);
    const prefix = textIn(at(source, 'prefix')) ?? '';
    return Object.keys(objectIn(configMap?.body.data)).map((key) => prefix + key);
  }),
];

const missing = (cluster: Cluster, namespace: string, reference: Reference): string | undefined => {
  const holder = holderOf(cluster, namespace, reference);
  if (holder === undefined) return `The ${reference.kind} ${reference.name} does not exist.`;
  const lacking = reference.keys.filter((key) => holder.keys?.has(key) === false);
  return lacking.length === 0
    ? undefined
    : `The ${reference.kind} ${reference.name} has no ${lacking.join(', ')}.`;
};

/** What pods are told and where it is kept: rules 23 to 27. */
export const configurationRules: readonly Rule[] = [
  {
    id: 23,
    name: 'No Secret holds its data in the manifests',
    why: 'Base64 is no encryption: whoever reads the repository, or ever cloned it, has the secret.',
    mend: 'Let External Secrets or Sealed Secrets make the Secret, and rotate what was committed.',
    check: ({ cluster }) =>
      cluster.ofKind('Secret').flatMap((secret) =>
        ['data', 'stringData'].flatMap((field) =>
          Object.entries(objectIn(secret.body[field]))
            .filter(([, value]) => value !== '' && value !== null)
            .map(([key]) => fault(secret, `${field}.${key}`, `The value of ${key} is in the file.`, key)),
        ),
      ),
  },
  {
    id: 24,
    name: 'No secret stands in a ConfigMap, a variable or a command line',
    why: 'Everybody who may list pods or read the repository reads it, and it lands in logs.',
    mend: 'Put the value into the secret store and mount it as a file; rotate what was committed.',
    check: (context) => [
      ...context.cluster.ofKind('ConfigMap').flatMap((configMap): Fault[] =>
        Object.entries(textMapIn(configMap.body.data)).flatMap(([key, value]) => {
          const what = literalSecret(key, value);
          return what === undefined ? [] : fault(configMap, `data.${key}`, `${key} holds ${what}.`, key);
        }),
      ),
      ...everyContainer(secretLiterals)(context),
    ],
  },
  {
    id: 25,
    name: 'Secrets in production are mounted as files',
    why: 'Variables are inherited by every child process and shown by every dump of the environment.',
    mend: 'Mount the Secret as a volume and tell the process the file (NAME_FILE).',
    check: (context) =>
      everyContainer(({ spec, path }, { namespace }) =>
        context.stageOf(namespace) !== 'production'
          ? []
          : [
              ...listIn(spec.env).flatMap((variable, index) => {
                const secret = textIn(at(variable, 'valueFrom', 'secretKeyRef', 'name'));
                const name = textIn(at(variable, 'name')) ?? '';
                return secret === undefined
                  ? []
                  : [
                      {
                        path: `${path}.env[${index}]`,
                        message: `The variable ${name} is filled from the Secret ${secret}.`,
                        subject: name,
                      },
                    ];
              }),
              ...listIn(spec.envFrom).flatMap((source, index) => {
                const secret = textIn(at(source, 'secretRef', 'name'));
                return secret === undefined
                  ? []
                  : [
                      {
                        path: `${path}.envFrom[${index}]`,
                        message: `All of the Secret ${secret} becomes variables.`,
                        subject: secret,
                      },
                    ];
              }),
            ],
      )(context),
  },
  {
    id: 26,
    name: 'No variable is set twice',
    why: 'One of the two values wins in silence, and not always the one that was meant.',
    mend: 'Remove one of them.',
    check: (context) =>
      everyContainer((container, workload) => {
        const names = variablesOf(context.cluster, workload, container);
        const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
        return [...twice].map((name) => ({
          path: `${container.path}.env`,
          message: `The variable ${name} is set more than once.`,
          subject: name,
        }));
      })(context),
  },
  {
    id: 27,
    name: 'Every ConfigMap and Secret that a pod names exists, with the keys it names',
    why: 'The pod would wait for it and never start.',
    mend: 'Define it (a Secret through ExternalSecret or SealedSecret), correct the name, or make it optional.',
    check: (context) =>
      everyPod((workload) =>
        referencesOf(workload).flatMap((reference) => {
          const message = missing(context.cluster, workload.namespace, reference);
          return message === undefined ? [] : [{ path: reference.path, message, subject: reference.name }];
        }),
      )(context),
  },
];
