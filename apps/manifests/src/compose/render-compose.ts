import { deployed, type Job, type Service } from '@octollm/catalogue';
import { jobsOfServices } from '../jobs-of-services.ts';
import type { Files } from '../render.ts';
import { textOf } from '../yaml.ts';
import { baseFile } from './base.ts';
import { ComposeFile } from './compose-file.ts';
import { developmentFile } from './development.ts';
import { monitoringFile, monitoringPaths } from './monitoring.ts';
import { nginxConfiguration } from './nginx.ts';
import { postgresScripts } from './postgres-scripts.ts';
import { nginxOptions, productionFile } from './production.ts';

/** The folder of the Compose files among the manifests. */
export const composeFolder = 'compose';

export interface ComposeOptions {
  /** @default every service of the catalogue that is deployed */
  readonly services?: readonly Service[];
  /** @default those that come with the services */
  readonly jobs?: readonly Job[];
  /**
   * What the servers of the monitoring read, by paths such as `monitoring/prometheus/prometheus.yaml`.
   * @default nothing
   */
  readonly monitoringFiles?: ReadonlyMap<string, string>;
}

/** A file that a server of the monitoring reads is not among those that were given. */
export class MissingMonitoringFileError extends Error {
  constructor(paths: readonly string[]) {
    super(`The monitoring of Compose reads ${paths.join(', ')}, which is not rendered.`);
    this.name = 'MissingMonitoringFileError';
  }
}

/**
 * Renders the Compose files and what their containers mount. Reads and writes no file.
 * @throws MissingMonitoringFileError when there are files of the monitoring, but not all that it reads; ZodError when a file is not one of Compose; ConfigurationError when a service would not start with it
 */
export const renderCompose = (options: ComposeOptions = {}): Files => {
  const { services = deployed, jobs = jobsOfServices, monitoringFiles = new Map() } = options;
  const missing = monitoringPaths.filter((path) => !monitoringFiles.has(path));
  if (monitoringFiles.size > 0 && missing.length > 0) throw new MissingMonitoringFileError(missing);
  const files: readonly (readonly [string, ComposeFile])[] = [
    ['compose.yaml', baseFile(services, jobs)],
    ['compose.dev.yaml', developmentFile(services)],
    ['compose.prod.yaml', productionFile(services, jobs)],
    ['compose.monitoring.yaml', monitoringFile(services)],
  ];
  return new Map(
    [
      ...files.map(([name, file]) => [name, textOf(ComposeFile.parse(file))] as const),
      ['nginx/nginx.conf', nginxConfiguration(nginxOptions)] as const,
      ...postgresScripts,
      ...monitoringFiles,
    ].map(([path, text]) => [`${composeFolder}/${path}`, text] as const),
  );
};
