import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { realTime } from '@octollm/observability';
import { Output, runCommand, UserError } from '../output/index.ts';
import { listenForStop } from '../process/index.ts';
import { databaseEnvironment, dataFolderAt, LogFiles, readDevFile } from '../stack/index.ts';
import { root } from '../workspace/index.ts';
import { startMonitoring } from './monitoring.ts';
import { writeObserveFile } from './observe-file.ts';
import { remediationLine } from './remediation-line.ts';
import { startRemediator } from './remediator.ts';
import { type ToldAlert, WebhookReceiver } from './webhook-receiver.ts';

const ports = { prometheus: 9095, alertmanager: 9096 };
const everySeconds = 5;

const usage = `npm run observe [-- --remediate]

Watches the stack that npm start has started here with the rules of production, tells of alerts, and says what the
remediator would do about them. With --remediate it does it.`;

const optionsOf = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        remediate: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
};

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** `npm run observe`: watches the stack that runs here with the rules of production, and tells of alerts as they come. */
const observe = async (args: readonly string[]): Promise<number> => {
  const output = new Output();
  const { remediate, help } = optionsOf(args);
  if (help) {
    output.line(usage);
    return 0;
  }
  const { stop } = listenForStop();
  const data = dataFolderAt(join(root, '.octollm'));
  const dev = await readDevFile(data.dev);
  if (dev === undefined)
    throw new UserError('No stack runs here. Start one with npm start in another terminal.');
  const { DATABASE_URL } = await databaseEnvironment(root, data.folder, process.env);

  const tell = ({ receiver, status, labels, annotations }: ToldAlert): void => {
    if (labels['alertname'] === 'Watchdog') return;
    const colour = status === 'resolved' ? 'green' : receiver === 'critical' ? 'red' : 'yellow';
    output.line(
      output.paint(colour, `${status} ${receiver} ${labels['alertname']}: ${annotations['summary']}`),
    );
    if (status === 'firing') output.line(`  ${annotations['runbook_url']}`);
  };
  const receiver = await WebhookReceiver.start(tell);
  output.status(
    'Prometheus, Alertmanager and the remediator are starting; the first time they are downloaded.',
  );
  const logs = new LogFiles(data.logs);
  const remediator = await startRemediator({
    root,
    dataFolder: data.folder,
    gateway: dev.gateway,
    control: dev.control,
    adminKey: dev.keys.admin,
    acts: remediate,
    environment: process.env,
    onLine: (line) => {
      logs.line('remediator', line);
      const told = remediationLine(line);
      if (told !== undefined) output.line(output.paint('cyan', told));
    },
    notice: (sentence) => output.line(output.paint('yellow', `  ! ${sentence}`)),
  });
  const monitoring = await startMonitoring({
    services: { ...dev.metrics, remediator: remediator.metricsUrl },
    remediator,
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
    receiver: receiver.url,
    pace: realTime,
    everySeconds,
    ports,
  });
  const file = join(data.folder, 'observe.json');
  const { prometheus, alertmanager } = monitoring;
  await writeObserveFile(file, { prometheus, alertmanager });
  output.status('');
  output.line(`Prometheus   ${prometheus}`);
  output.line(`Alertmanager ${alertmanager}`);
  output.line(
    remediate
      ? 'The remediator acts on alerts, within the limits of its policy.'
      : 'The remediator says what it would do, and does nothing; npm run observe -- --remediate lets it act.',
  );
  output.line('Alerts are told here as they come. Ctrl-C ends it; the stack goes on.');

  const alive = setInterval(() => undefined, 60_000);
  await untilAborted(stop);
  clearInterval(alive);
  await rm(file, { force: true });
  await remediator.stop();
  await monitoring.stop();
  await receiver.close();
  return 0;
};

await runCommand(() => observe(process.argv.slice(2)));
