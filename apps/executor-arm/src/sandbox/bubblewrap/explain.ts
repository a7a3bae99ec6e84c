import type { Obstacle } from '../preflight.ts';

/** What the machine says of itself, as far as it decides whether namespaces can be made; undefined where it has no such setting. */
export interface MachineFacts {
  readonly platform: string;
  readonly processor: string;
  /** The release of the kernel, such as 6.1.0-18-amd64. */
  readonly release: string;
  /** kernel.unprivileged_userns_clone, of Debian and Ubuntu. */
  readonly usernsClone: string | undefined;
  /** user.max_user_namespaces. */
  readonly maxUserNamespaces: string | undefined;
  /** kernel.apparmor_restrict_unprivileged_userns, of Ubuntu since 23.10. */
  readonly appArmorRestricts: string | undefined;
  /** The Seccomp line of /proc/self/status: 2 when a filter is laid over the service itself. */
  readonly seccomp: string | undefined;
}

/** Since 5.14 the processes of a user are counted for each user namespace, not all together. */
const oldestKernel = [5, 14] as const;

const isTooOld = (release: string): boolean => {
  const [major = 0, minor = 0] = release.split('.').map(Number.parseFloat);
  return major < oldestKernel[0] || (major === oldestKernel[0] && minor < oldestKernel[1]);
};

/** What speaks against bubblewrap before it is tried. */
export const obstacleOfMachine = (facts: MachineFacts): Obstacle | undefined => {
  if (facts.platform !== 'linux')
    return {
      reason: `bubblewrap is for Linux, and this is ${facts.platform}.`,
      remedy: 'Run the executor on Linux, or use the wasm sandbox.',
    };
  if (!['x64', 'arm64'].includes(facts.processor))
    return {
      reason: `There is no seccomp filter for ${facts.processor}, only for x64 and arm64.`,
      remedy: 'Run the executor on one of these, or use the wasm sandbox.',
    };
  if (isTooOld(facts.release))
    return {
      reason: `The kernel ${facts.release} counts the processes of all runs together.`,
      remedy: `Use Linux ${oldestKernel.join('.')} or later.`,
    };
  return undefined;
};

const namespacesForbidden = (facts: MachineFacts): Obstacle => {
  if (facts.usernsClone === '0')
    return {
      reason: 'kernel.unprivileged_userns_clone is 0: only root may make user namespaces.',
      remedy: 'Set it to 1 with sysctl.',
    };
  if (facts.maxUserNamespaces === '0')
    return {
      reason: 'user.max_user_namespaces is 0: there may be no user namespaces.',
      remedy: 'Set it to a higher number, such as 10000, with sysctl.',
    };
  if (facts.appArmorRestricts === '1')
    return {
      reason:
        'kernel.apparmor_restrict_unprivileged_userns is 1: AppArmor forbids user namespaces to programs without a profile.',
      remedy: 'Give bwrap an AppArmor profile with the rule "userns,", or set it to 0 with sysctl.',
    };
  if (facts.seccomp === '2')
    return {
      reason: 'A seccomp filter is laid over the executor, as container runtimes do, and forbids namespaces.',
      remedy:
        'Give its container a seccomp profile that allows clone and unshare with namespaces, mount, umount2 and pivot_root, or run it under a RuntimeClass that isolates pods itself (gVisor, Kata).',
    };
  return {
    reason: 'The kernel refuses user namespaces.',
    remedy: 'Look for the reason in the log of the kernel (dmesg), or use the wasm sandbox.',
  };
};

/** What bwrap complained of when it was tried. */
export const obstacleOfComplaint = (complaint: string, bwrap: string, facts: MachineFacts): Obstacle => {
  const said = complaint.trim().split('\n').at(-1) ?? '';
  if (/spawn .*ENOENT/.test(said))
    return {
      reason: `There is no bubblewrap at ${bwrap}.`,
      remedy: 'Install the package bubblewrap, or name its path in EXECUTOR_BWRAP.',
    };
  if (/spawn .*EACCES/.test(said))
    return {
      reason: `${bwrap} may not be executed by the executor, which as root gives up its rights for a run.`,
      remedy: 'Put bubblewrap where every user can reach it, or name another path in EXECUTOR_BWRAP.',
    };
  if (/spawn (.* )?(EINVAL|EPERM)/.test(said))
    return {
      reason:
        'The executor is root and may not become another user, and limits of processes do not hold for root.',
      remedy: 'Run it as an ordinary user.',
    };
  if (/Unknown option/.test(said))
    return {
      reason: `${bwrap} is too old: ${said}.`,
      remedy: 'Install bubblewrap 0.7 or later.',
    };
  if (/(?:execvp|nice:) .*prlimit/.test(said))
    return {
      reason: 'There is no prlimit at /usr/bin/prlimit.',
      remedy: 'Install the package util-linux.',
    };
  if (/namespace|uid map|gid map|RTM_NEWADDR|Operation not permitted|Permission denied/i.test(said))
    return namespacesForbidden(facts);
  return { reason: `bubblewrap does not start: ${said}`, remedy: 'Mend that, or use the wasm sandbox.' };
};
