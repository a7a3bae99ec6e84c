import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Cluster } from './cluster/cluster.ts';
import { check } from './engine/check.ts';
import { loadFolder, loadFolders } from './engine/load-folder.ts';
import { jsonReport, readableReport } from './engine/report.ts';
import { platformNamespaces } from './platform/namespaces.ts';
import { platformOptions } from './platform/platform-options.ts';

/** What a command wrote, and its exit code. */
export interface CommandResult {
  readonly output: string;
  readonly code: 0 | 1;
}

/** The folder of the repository that is rendered and committed. */
const committedFolder = 'manifests';

/**
 * The namespaces of the platform that have to be there: all of them in the folder that is committed, elsewhere those
 * that are defined.
 */
const namespacesIn = (folders: readonly string[], cluster: Cluster): readonly string[] =>
  platformNamespaces.filter(
    (namespace) =>
      folders.some((folder) => resolve(folder) === resolve(committedFolder)) ||
      cluster.find('Namespace', '', namespace) !== undefined,
  );

/**
 * Checks folders, together: `[DIR ...] [--json] [--against DIR]`. What is in the platform's namespaces is checked with what the
 * catalogue says and with the platform's waivers, everything else with the rules alone.
 * @param knownMetrics the series that the platform and its exporters have; without it rule 61 looks only at the syntax
 * @throws MissingFolderError when a folder is not there
 * @throws TypeError when an option is not known
 */
export const policiesCommand = (
  args: readonly string[],
  knownMetrics?: ReadonlySet<string>,
): CommandResult => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, against: { type: 'string' } },
  });
  const folders = positionals.length === 0 ? [committedFolder] : positionals;
  const loaded = loadFolders(folders);
  const namespaces = namespacesIn(folders, new Cluster(loaded.sources));
  const committed =
    values.against === undefined ? undefined : new Cluster(loadFolder(values.against).sources);
  const report = check(loaded, {
    ...(namespaces.length === 0 ? {} : { ...platformOptions(namespaces), knownMetrics }),
    committed,
  });
  return {
    output: values.json ? jsonReport(report) : readableReport(report),
    code: report.findings.length === 0 ? 0 : 1,
  };
};
