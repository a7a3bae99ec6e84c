import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { realTime } from '@octollm/observability';
import { Output, runCommand, UserError } from '../output/index.ts';
import { listenForStop } from '../process/index.ts';
import { databaseEnvironment, dataFolderAt, readDevFile } from '../stack/index.ts';
import { root } from '../workspace/index.ts';
import { startMonitoring } from './monitoring.ts';
import { writeObserveFile } from './observe-file.ts';
import { type ToldAlert, WebhookReceiver } from './webhook-receiver.ts';

const ports = { prometheus: 9095, alertmanager: 9096 };
const everySeconds = 5;

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** `npm run observe`: watches the stack that runs here with the rules of production, and tells of alerts as they come. */
const observe = async (): Promise<number> => {
  const output = new Output();
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
  output.status('Prometheus and Alertmanager are starting; the first time they are downloaded.');
  const monitoring = await startMonitoring({
    services: dev.metrics,
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
  output.line('Alerts are told here as they come. Ctrl-C ends it; the stack goes on.');

  const alive = setInterval(() => undefined, 60_000);
  await untilAborted(stop);
  clearInterval(alive);
  await rm(file, { force: true });
  await monitoring.stop();
  await receiver.close();
  return 0;
};

await runCommand(observe);
