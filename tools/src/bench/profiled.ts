import type { Service } from '@octollm/catalogue';

/** The service as it runs when Node is to write a CPU profile into a folder; as it is when there is none. */
export const profiled = (service: Service, folder: string | undefined): Service =>
  folder === undefined
    ? service
    : {
        ...service,
        nodeFlags: [
          ...service.nodeFlags,
          '--cpu-prof',
          `--cpu-prof-dir=${folder}`,
          `--cpu-prof-name=${service.name}-${Date.now()}.cpuprofile`,
        ],
      };
