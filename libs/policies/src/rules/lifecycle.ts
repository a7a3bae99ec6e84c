import { isDeepStrictEqual } from 'node:util';
import { type Container, podPorts, portsOf, runsForever, type Workload } from '../cluster/workload.ts';
import { at, numberIn, shown, textsIn } from '../read/json.ts';
import { type Complaint, everyContainer, servingContainers, unless } from './containers.ts';
import type { Rule } from './rule.ts';

const handlers = ['httpGet', 'tcpSocket', 'exec', 'grpc'];

/** What a probe does, without how often it does it. */
const handlerOf = (probe: unknown): readonly (readonly [string, unknown])[] =>
  handlers.map((handler) => [handler, at(probe, handler)] as const);

const isProbe = (probe: unknown): boolean => handlerOf(probe).some(([, action]) => action !== undefined);

const probed = (container: Container): readonly (readonly [path: string, port: unknown])[] => [
  ...['startupProbe', 'readinessProbe', 'livenessProbe'].flatMap((probe) =>
    ['httpGet', 'tcpSocket', 'grpc'].map(
      (handler) =>
        [`${container.path}.${probe}.${handler}.port`, at(container.spec, probe, handler, 'port')] as const,
    ),
  ),
  ...['preStop', 'postStart'].map(
    (hook) =>
      [
        `${container.path}.lifecycle.${hook}.httpGet.port`,
        at(container.spec, 'lifecycle', hook, 'httpGet', 'port'),
      ] as const,
  ),
];

/** How long a preStop hook waits, as far as it can be told from its command. */
const sleepSeconds = (preStop: unknown): number => {
  const sleep = numberIn(at(preStop, 'sleep', 'seconds'));
  if (sleep !== undefined) return sleep;
  const command = textsIn(at(preStop, 'exec', 'command')).join(' ');
  const [, seconds] = /\bsleep\s+(\d+)/.exec(command) ?? [];
  const [, milliseconds] = /\bsetTimeout\(.{0,80}?,\s*(\d+)\)/.exec(command) ?? [];
  return Number(seconds ?? 0) + Number(milliseconds ?? 0) / 1_000;
};

/** What Kubernetes gives a pod that does not say. */
const defaultGraceSeconds = 30;

const stops = (workload: Workload, drainSeconds: number | undefined): readonly Complaint[] => {
  const serving = workload.containers.filter((container) => portsOf(container).length > 0);
  const withoutHook = serving.filter(({ spec }) => at(spec, 'lifecycle', 'preStop') === undefined);
  const grace = numberIn(workload.pod.terminationGracePeriodSeconds) ?? defaultGraceSeconds;
  const sleep = Math.max(0, ...serving.map(({ spec }) => sleepSeconds(at(spec, 'lifecycle', 'preStop'))));
  const needed = sleep + (drainSeconds ?? 0);
  return [
    ...withoutHook.flatMap(({ path }) =>
      unless(false, `${path}.lifecycle.preStop`, 'Nothing waits for requests that are still on their way.'),
    ),
    ...unless(
      serving.length === 0 || grace > needed,
      `${workload.podPath}.terminationGracePeriodSeconds`,
      `The pod is killed after ${grace} s, but sleeping and draining take ${needed} s.`,
    ),
  ];
};

/** How pods tell that they are well and how they stop: rules 31, 32 and 40. */
export const lifecycleRules: readonly Rule[] = [
  {
    id: 31,
    name: 'Readiness and liveness are probed, by different questions',
    why: 'Without readiness a pod gets requests too early; where liveness asks the same, a slow store restarts every pod.',
    mend: 'Give readiness the path that looks at the stores and liveness the one that looks at the process alone.',
    check: servingContainers(({ spec, path }) => {
      const complaints = ['readinessProbe', 'livenessProbe'].flatMap((probe) =>
        unless(isProbe(spec[probe]), `${path}.${probe}`, `There is no ${probe}.`, probe),
      );
      if (complaints.length > 0) return complaints;
      return unless(
        !isDeepStrictEqual(handlerOf(spec.readinessProbe), handlerOf(spec.livenessProbe)),
        `${path}.livenessProbe`,
        'Liveness asks the same as readiness.',
      );
    }),
  },
  {
    id: 32,
    name: 'Probes and hooks use ports that the pod declares',
    why: 'A probe of a port that is not there fails for ever: the pod is restarted or never ready.',
    mend: 'Declare the port in the container, or correct the name or number in the probe.',
    check: everyContainer((container, workload) =>
      probed(container).flatMap(([path, port]) =>
        unless(
          port === undefined ||
            podPorts(workload).some(({ name, number }) => port === name || port === number),
          path,
          `The pod declares no port ${shown(port)}.`,
          shown(port),
        ),
      ),
    ),
  },
  {
    id: 40,
    name: 'A stopping pod waits, drains and only then is killed',
    why: 'Requests still arrive for seconds after the signal; a grace shorter than the work throws the work away.',
    mend: 'Set lifecycle.preStop to a short sleep and terminationGracePeriodSeconds above sleep and drain together.',
    check: ({ cluster, drainSecondsOf }) =>
      cluster.workloads.filter(runsForever).flatMap((workload) =>
        stops(workload, drainSecondsOf(workload)).map(({ path, message }) => ({
          resource: workload.resource,
          path,
          message,
          subject: '',
        })),
      ),
  },
];
