import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { aptComplaints, packagesToDownload } from './apt-output.ts';
import { AptError, tool } from './tool.ts';

/** Without root, and below folders that apt's own sandbox user cannot enter; a closed network must not hang. */
const quickAndUnsandboxed = [
  'APT::Sandbox::User=root',
  'Acquire::Retries=1',
  'Acquire::http::Timeout=15',
  'Acquire::https::Timeout=15',
];

/**
 * Downloads packages, and those they need and the machine lacks, into a folder and unpacks them into another. First
 * with the machine's package lists; when these are missing or out of date, with lists fetched for the occasion.
 *
 * @param staging - an empty folder; the packages are unpacked into its sub-folder `tree`.
 * @returns the folder with the unpacked files.
 * @throws ServerUnavailableError when apt-get or dpkg-deb is missing or cannot do it.
 */
export async function unpackPackages(packages: readonly string[], staging: string): Promise<string> {
  const debs = join(staging, 'debs');
  const tree = join(staging, 'tree');
  await mkdir(debs);
  await mkdir(tree);
  try {
    await download(packages, debs, []);
  } catch (error) {
    if (!(error instanceof AptError)) throw error;
    await downloadWithFreshLists(packages, debs, staging);
  }
  for (const file of await readdir(debs)) await tool('dpkg-deb', ['-x', join(debs, file), tree], debs);
  return tree;
}

async function download(
  packages: readonly string[],
  folder: string,
  settings: readonly string[],
): Promise<void> {
  const options = asOptions(settings);
  const install = ['--simulate', '--no-install-recommends', 'install', ...packages];
  const plan = await tool('apt-get', [...options, ...install], folder);
  await tool('apt-get', [...options, 'download', ...packagesToDownload(packages, plan.stdout)], folder);
}

/** One unreachable source must not stop the others, so what `update` complains of counts only if the download fails. */
async function downloadWithFreshLists(
  packages: readonly string[],
  folder: string,
  staging: string,
): Promise<void> {
  const lists = await privateLists(staging);
  const update = await tool('apt-get', [...asOptions(lists), 'update'], folder).catch(
    (error: AptError) => error,
  );
  try {
    await download(packages, folder, lists);
  } catch (error) {
    if (update instanceof Error) throw update;
    throw update.stderr === '' ? error : new AptError(aptComplaints(update.stderr));
  }
}

async function privateLists(staging: string): Promise<string[]> {
  const state = join(staging, 'apt-state');
  const cache = join(staging, 'apt-cache');
  await mkdir(join(state, 'lists', 'partial'), { recursive: true });
  await mkdir(join(cache, 'archives', 'partial'), { recursive: true });
  return [`Dir::State=${state}`, `Dir::State::lists=${join(state, 'lists')}`, `Dir::Cache=${cache}`];
}

function asOptions(settings: readonly string[]): string[] {
  return [...quickAndUnsandboxed, ...settings].flatMap((setting) => ['-o', setting]);
}
