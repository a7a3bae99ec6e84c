import type { Limits } from '../limits.ts';
import { beNice } from '../nice.ts';
import { foldersInMemory } from './folders-in-memory.ts';
import { type CommandLine, places } from './runtimes.ts';

/** From util-linux; it sets limits and then becomes the program, so that no shell is needed. */
export const prlimit = '/usr/bin/prlimit';

const programFolders = '/usr/bin:/bin';
/** Who the program is: nobody that the system knows, and not root. */
const sandboxUser = '1000';
const devices = ['/dev/null', '/dev/full', '/dev/random', '/dev/urandom'];

/** Where libraries are, for systems that keep some outside the usual folders. */
const libraryIndex = '/etc/ld.so.cache';

const bindIfThere = (path: string): string[] => ['--ro-bind-try', path, path];
const bindDevice = (path: string): string[] => ['--dev-bind', path, path];

const environment = (own: Readonly<Record<string, string>>): string[] => {
  const { workspace } = places;
  const all = { PATH: programFolders, HOME: workspace, LANG: 'C.UTF-8', TMPDIR: '/tmp', TZ: 'UTC', ...own };
  return Object.entries(all).flatMap(([name, value]) => ['--setenv', name, value]);
};

const folderInMemory = (path: string, bytes: number): string[] => ['--size', String(bytes), '--tmpfs', path];

/** What does not change from run to run. */
export interface Surroundings {
  /** Arguments that bring in the machine's programs. */
  readonly system: readonly string[];
  /** The Node.js that runs JavaScript; undefined when it cannot be used. */
  readonly node: string | undefined;
}

/** Namespaces of its own, a session of its own, no capabilities, nobody it could be mistaken for; ends with the service. */
const isolation = [
  '--unshare-all',
  // Without it bubblewrap would go on where user namespaces are forbidden.
  '--unshare-user',
  '--new-session',
  '--die-with-parent',
  // The program is the first process of its namespace: the kernel ends all others before it counts as ended itself, and
  // bubblewrap collects it, so that nothing is left for an init process that a container may not have.
  '--as-pid-1',
  '--cap-drop',
  'ALL',
  '--hostname',
  'sandbox',
  '--uid',
  sandboxUser,
  '--gid',
  sandboxUser,
  '--clearenv',
];

/** One byte: no core file is that short, and a program that core dumps are piped to is not started (core(5)). */
const noCore = '--core=1';

/**
 * The arguments of bwrap. There is no /proc: nothing of the machine or of other processes can be read there, and it
 * could not be mounted in a container that masks its own. All but the two folders in memory is read-only, the root
 * included.
 * @param files - paths in the workspace, whose contents are read from the file descriptors 5, 6 and so on
 */
export const bwrapArguments = (
  { system, node }: Surroundings,
  { command, env, limits: own }: CommandLine,
  files: readonly string[],
  limits: Limits,
  cpuSeconds: number,
): string[] => {
  const filesystem = [
    ...system,
    ...bindIfThere(libraryIndex),
    ...(node === undefined ? [] : ['--ro-bind', node, places.node]),
    ...devices.flatMap(bindDevice),
    ...foldersInMemory.flatMap((path) => folderInMemory(path, limits.workspaceBytes)),
    ...files.flatMap((path, index) => ['--file', String(index + 5), `${places.workspace}/${path}`]),
    '--remount-ro',
    '/',
  ];
  const resources = [
    noCore,
    `--cpu=${cpuSeconds}`,
    `--fsize=${limits.fileBytes}`,
    `--nofile=${limits.openFiles}`,
    ...own,
  ];
  const channels = ['--json-status-fd', '3', '--seccomp', '4'];
  const inside = [...beNice, prlimit, ...resources, '--', ...command];
  return [
    ...isolation,
    ...environment(env),
    ...filesystem,
    ...channels,
    '--chdir',
    places.workspace,
    '--',
    ...inside,
  ];
};
