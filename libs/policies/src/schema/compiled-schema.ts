import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { at, listIn, textIn } from '../read/json.ts';
import { type Problem, pathText, type Schema, unknownField } from './problem.ts';
import { readFields } from './read-fields.ts';
import { isUnlisted } from './unlisted-fields.ts';

/** The packages that hold the schemas of the groups that are not Kubernetes' own. */
const packages: Readonly<Record<string, string>> = {
  'acme.cert-manager.io': 'cert-manager',
  'argoproj.io': 'argo-cd',
  'cert-manager.io': 'cert-manager',
  'external-secrets.io': 'external-secrets',
  'gateway.networking.k8s.io': 'gateway-api',
  'keda.sh': 'keda',
  'monitoring.coreos.com': 'prometheus-operator',
  'postgresql.cnpg.io': 'cloudnative-pg',
};

// Loaded when a kind is first met, and without waiting: rules are no promises.
const require = createRequire(import.meta.url);

const fileOf = (apiVersion: string, kind: string): string => {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const name = Object.hasOwn(packages, group) ? `@kubernetes-models/${packages[group]}` : 'kubernetes-models';
  return join(dirname(require.resolve(`${name}/package.json`)), apiVersion, `${kind}.js`);
};

type Validate = (this: unknown) => void;

const validateOf = (apiVersion: string, kind: string): Validate | undefined => {
  // What is no name of a version or of a kind would lead out of the folder.
  if (!/^(?:[a-z\d][a-z\d.-]*\/)?v\d[a-z\d]*$/.test(apiVersion) || !/^[A-Z][A-Za-z\d]*$/.test(kind))
    return undefined;
  const file = fileOf(apiVersion, kind);
  if (!existsSync(file)) return undefined;
  const model: unknown = require(file)[kind];
  // Parts of objects, such as DeploymentSpec, have no kind.
  if (typeof model !== 'function' || Reflect.get(model, 'kind') !== kind) return undefined;
  const validate: unknown = Reflect.get(model.prototype, 'validate');
  return typeof validate === 'function' ? (validate as Validate) : undefined;
};

/** What a compiled validator throws has `errors`; everything else is a fault of the validator itself. */
const errorsOf = (validate: Validate, view: unknown): readonly unknown[] => {
  try {
    validate.call(view);
    return [];
  } catch (error) {
    const errors: unknown = error instanceof Error ? Reflect.get(error, 'errors') : undefined;
    if (!Array.isArray(errors)) throw error;
    return errors;
  }
};

const problemOf = (error: unknown): Problem => {
  // A JSON pointer, in which a slash in a key is `~1` and a tilde `~0`.
  const keys = (textIn(at(error, 'instancePath')) ?? '')
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const allowed = listIn(at(error, 'params', 'allowedValues')).join(', ');
  const path = pathText(keys);
  return {
    path: path === '' ? 'spec' : path,
    message: `It ${textIn(at(error, 'message')) ?? 'is not valid'}${allowed === '' ? '' : `: ${allowed}`}.`,
  };
};

/**
 * The Prometheus operator copies the type of a claim into its StatefulSet, where it is that of Kubernetes; the compiled
 * schema takes the name of the operator's own structure for it.
 */
const isTypeOfClaim = (path: string): boolean =>
  /^spec\.storage\.volumeClaimTemplate\.(?:apiVersion|kind)$/.test(path);

/** The schema of a kind from the packages of compiled schemas; undefined when they have none of it. */
export const compiledSchema = (apiVersion: string, kind: string): Schema | undefined => {
  const validate = validateOf(apiVersion, kind);
  if (validate === undefined) return undefined;
  return (body) => {
    const fields = readFields(body);
    const errors = errorsOf(validate, fields.view);
    return [
      ...errors.map(problemOf).filter(({ path }) => !isTypeOfClaim(path)),
      ...fields
        .unread()
        .map(unknownField)
        .filter(({ path }) => !isUnlisted(kind, path)),
    ];
  };
};
