import { readFile } from 'node:fs/promises';
import { arch, platform, release } from 'node:os';
import type { MachineFacts } from './explain.ts';

const textAt = async (path: string): Promise<string | undefined> => {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    // Another kernel has other settings, and a container may mask them.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
};

/** Reads what the machine says of itself. */
export const machineFacts = async (): Promise<MachineFacts> => {
  const [usernsClone, maxUserNamespaces, appArmorRestricts, status] = await Promise.all([
    textAt('/proc/sys/kernel/unprivileged_userns_clone'),
    textAt('/proc/sys/user/max_user_namespaces'),
    textAt('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
    textAt('/proc/self/status'),
  ]);
  const seccomp = /^Seccomp:\s*(\d)/m.exec(status ?? '')?.[1];
  return {
    platform: platform(),
    processor: arch(),
    release: release(),
    usernsClone,
    maxUserNamespaces,
    appArmorRestricts,
    seccomp,
  };
};
