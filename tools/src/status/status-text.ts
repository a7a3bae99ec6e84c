import type { Known, RegisteredArm } from '@octollm/contracts';
import type { Colour } from '../output/index.ts';
import type { ServiceVitals, Status } from './status.ts';

type Paint = (colour: Colour, text: string) => string;

const mebibyte = 1024 * 1024;
const milliseconds = (value: number): string => `${Math.round(value)} ms`;
const dollars = (value: number): string => `$${value.toFixed(value < 1 ? 4 : 2)}`;

/** Rows in columns as wide as their widest cell; colours come after the width is known. */
const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

const section = (title: string, lines: readonly string[], paint: Paint): string[] => [
  '',
  paint('bold', title),
  ...lines.map((line) => `  ${line}`),
];

const orReason = <T>(found: Known<T>, show: (known: T) => readonly string[]): readonly string[] =>
  'known' in found ? show(found.known) : [`not known: ${found.unknown.split('\n', 1)[0]}`];

const serviceRow = ({ name, up, residentBytes, lagSeconds, series }: ServiceVitals): string[] => [
  up ? 'up' : 'DOWN',
  name,
  residentBytes === undefined ? '' : `${Math.round(residentBytes / mebibyte)} MiB`,
  lagSeconds === undefined ? '' : `event loop p99 ${milliseconds(lagSeconds * 1_000)}`,
  series === undefined ? '' : `${series} series`,
];

const armRow = (arm: RegisteredArm): string[] => [
  arm.health === 'healthy' ? 'up' : arm.health.toUpperCase(),
  arm.arm_id,
  `circuit ${arm.breaker.state.replace('_', ' ')}`,
  `${arm.calls_in_flight} of ${arm.max_concurrent_tasks} calls`,
  arm.calls_waiting === 0 ? '' : `${arm.calls_waiting} wait`,
  arm.breaker.hold === undefined
    ? ''
    : `held open until ${arm.breaker.hold.until}: ${arm.breaker.hold.reason}`,
];

const coloured = (paint: Paint, lines: readonly string[]): string[] =>
  lines.map((line) =>
    /^(DOWN|UNHEALTHY|critical)/.test(line)
      ? paint('red', line)
      : /^(UNKNOWN|warning)|circuit (open|half)/.test(line)
        ? paint('yellow', line)
        : line,
  );

const dependencyRows = (status: Status): readonly string[] =>
  orReason(status.health, ({ dependencies = {} }) =>
    table(
      Object.entries(dependencies).map(([name, { status: state, latency_ms }]) => [
        state === 'up' ? 'up' : state.toUpperCase(),
        name,
        latency_ms === null ? '' : milliseconds(latency_ms),
      ]),
    ),
  );

const queueRows = (status: Status): readonly string[] =>
  orReason(status.queues, ({ items }) =>
    table(
      items.map(({ name, backend, tasks_waiting, oldest_waiting_seconds, wake_ups_queued }) => [
        name,
        `on ${backend}`,
        `${tasks_waiting} wait`,
        oldest_waiting_seconds === null ? '' : `the oldest for ${Math.round(oldest_waiting_seconds)} s`,
        wake_ups_queued === null ? 'the queue does not answer' : `${wake_ups_queued} wake-ups`,
      ]),
    ),
  );

const workRows = (status: Status): readonly string[] =>
  orReason(status.performance, ({ tasks, work, anomalies, window_minutes }) => [
    `${work.tasks_in_progress} tasks in progress; ${tasks.ended} ended in ${window_minutes} minutes, ${tasks.succeeded} of them well${
      tasks.latency_ms === null ? '' : `, p95 ${milliseconds(tasks.latency_ms.p95)}`
    }`,
    ...anomalies.map(({ arm_id, action, kind }) => `warning: ${arm_id} ${action}: unusual ${kind}`),
  ]);

const budgetRows = (status: Status): readonly string[] =>
  orReason(status.usage, ({ items, total }) => [
    ...items.map(
      ({ tenant, cost_usd, llm_calls }) =>
        `${tenant ?? ''} ${dollars(cost_usd)}, ${llm_calls} calls of models`,
    ),
    ...(items.length === 0 ? [dollars(total.cost_usd)] : []),
  ]);

const failureRows = (status: Status): readonly string[] =>
  orReason(status.failures, ({ all_tenants, healing }) => [
    ...table(
      all_tenants
        .slice(0, 5)
        .map(({ count, kind, code, arm_id }) => [`${count} times`, kind, code, arm_id ?? '']),
    ),
    ...healing
      .slice(0, 3)
      .map(({ at, action, subject }) => `mended by itself: ${action} ${subject} at ${at}`),
  ]);

const pauseRows = (status: Status): readonly string[] =>
  orReason(status.pauses, (pauses) =>
    table(pauses.map(({ tenant_id, until, reason }) => [tenant_id, `until ${until}`, reason])),
  );

const alertRows = ({ alerts }: Status): readonly string[] =>
  alerts === null
    ? ['nobody watches: npm run observe does, or name an Alertmanager with --alertmanager']
    : orReason(alerts, (firing) =>
        firing.length === 0
          ? ['none']
          : table(firing.map(({ severity, name, summary }) => [severity, name, summary])),
      );

/** The state of a stack at a glance, for a terminal. */
export const statusText = (status: Status, paint: Paint): string => {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ...(status.services.length === 0 ? [] : [['Services', table(status.services.map(serviceRow))] as const]),
    ['Dependencies of the gateway', dependencyRows(status)],
    ['Arms', orReason(status.arms, ({ items }) => table(items.map(armRow)))],
    ['Queues', queueRows(status)],
    ['Work', workRows(status)],
    ['Spent this month', budgetRows(status)],
    ['Failures within the hour', failureRows(status)],
    ['Paused tenants', pauseRows(status)],
    ['Alerts', alertRows(status)],
  ];
  return [
    `${status.gateway} at ${status.at}`,
    ...parts.flatMap(([title, lines]) =>
      section(title, coloured(paint, lines.length === 0 ? ['none'] : lines), paint),
    ),
    '',
  ].join('\n');
};
