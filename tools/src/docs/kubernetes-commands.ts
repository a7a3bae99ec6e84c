import { type ClusterObjects, objectsOf } from './cluster-objects.ts';

const verbs =
  /^(?:annotate|apply|cordon|create|delete|describe|drain|exec|get|kustomize|label|logs|patch|port-forward|rollout|scale|top|uncordon|wait)$/;

/** Options whose value is the next word. */
const withValue = new Set(['-n', '--namespace', '-l', '-c', '-f', '-p', '-o']);

/** The kinds whose names are checked. A database that was restored is a Cluster of another name. */
const kinds: Readonly<Record<string, string>> = {
  certificate: 'Certificate',
  cronjob: 'CronJob',
  daemonset: 'DaemonSet',
  deploy: 'Deployment',
  deployment: 'Deployment',
  externalsecret: 'ExternalSecret',
  hpa: 'HorizontalPodAutoscaler',
  job: 'Job',
  pooler: 'Pooler',
  scaledobject: 'ScaledObject',
  scheduledbackup: 'ScheduledBackup',
  service: 'Service',
  statefulset: 'StatefulSet',
};

const workloads = ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'StatefulSet'];

/** The kinds that a label selects pods of, by the name that it is given. */
const selectors: Readonly<Record<string, readonly string[]>> = {
  'app.kubernetes.io/name': workloads,
  'cnpg.io/cluster': ['Cluster'],
  'cnpg.io/poolerName': ['Pooler'],
};

const refuseUnless = (objects: ClusterObjects, among: readonly string[], name: string): void => {
  // What stands in angle brackets is for the reader to fill in.
  if (name.startsWith('<') || among.some((kind) => objects.get(kind)?.has(name))) return;
  throw new Error(`The cluster has no ${among.at(-1)} ${name}.`);
};

const checkSelector = (objects: ClusterObjects, selector: string): void => {
  const [label = '', name = ''] = selector.split('=');
  const among = selectors[label];
  if (among === undefined) throw new Error(`No check knows whom the label ${label} selects.`);
  refuseUnless(objects, among, name);
};

/** A pod that is named has a number after the name of its StatefulSet or database. */
const checkPod = (objects: ClusterObjects, pod: string): void =>
  refuseUnless(objects, ['Instances', 'StatefulSet'], pod.replace(/-\d+$/, ''));

const checkOne = (objects: ClusterObjects, kind: string, name: string): void => {
  if (kind === 'pod') checkPod(objects, name);
  const known = kinds[kind];
  if (known !== undefined) refuseUnless(objects, [known], name);
};

const checkNamed = (objects: ClusterObjects, verb: string, words: readonly string[]): void => {
  const [first = '', ...names] = words;
  const pairs = words.map((word) => word.split('/')).filter(({ length }) => length === 2);
  for (const [kind = '', name = ''] of pairs) checkOne(objects, kind, name);
  if (pairs.length > 0 || first === '') return;
  if (['exec', 'logs', 'port-forward'].includes(verb)) checkPod(objects, first);
  else for (const name of names) checkOne(objects, first.replace(/s$/, ''), name);
};

type Options = ReadonlyMap<string, string>;

/** The words of a command for kubectl, without those of the program that it runs in a pod. */
const wordsOf = (command: string): { readonly words: readonly string[]; readonly options: Options } => {
  const options = new Map<string, string>();
  const words: string[] = [];
  const all = command.replace(/ -- .*| \|.*/, '').match(/(?:'[^']*'|"[^"]*"|\S)+/g) ?? [];
  for (let at = 0; at < all.length; at++) {
    const word = all[at] ?? '';
    const [option = '', value] = word.split(/=(.*)/);
    if (!word.startsWith('-')) words.push(word);
    else if (withValue.has(word)) options.set(word, all[++at] ?? '');
    else options.set(option, value ?? '');
  }
  return { words, options };
};

/**
 * The verb exists, and the manifests of the namespace hold what the command names: workloads, services, the pods that
 * a number ends, and those that a label selects.
 * @param command - what follows `kubectl `
 * @throws Error that says what is not there
 */
export const checkKubectl = (root: string, command: string): void => {
  const { words, options } = wordsOf(command);
  const [verb = '', ...rest] = words;
  if (!verbs.test(verb)) throw new Error(`No document needs kubectl ${verb}.`);
  const namespace = options.get('-n') ?? options.get('--namespace');
  const objects = namespace === undefined ? undefined : objectsOf(root, namespace);
  if (objects === undefined) return;
  const selector = options.get('-l');
  if (selector !== undefined) checkSelector(objects, selector);
  const [kind = '', origin = ''] = options.get('--from')?.split('/') ?? [];
  checkOne(objects, kind, origin);
  // The first word names what is done with a rollout.
  if (verb === 'rollout') checkNamed(objects, verb, rest.slice(1));
  else if (verb !== 'create') checkNamed(objects, verb, rest);
};
