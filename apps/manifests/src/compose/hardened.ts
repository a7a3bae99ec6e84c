import { quantityIn, type Resources } from '@octollm/catalogue';
import type { ComposeService } from './compose-file.ts';

/** What every container has: no capability, no way to more rights, and a file system that it cannot write to. */
export const hardened = {
  read_only: true,
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
  tmpfs: ['/tmp'],
  restart: 'unless-stopped',
} as const satisfies ComposeService;

/** The user of the images of the platform. */
export const platformUser = '10001:10001';

const mebi = 2 ** 20;

const amounts = (cpu: string, memory: string) => ({
  cpus: String(quantityIn(cpu)),
  memory: `${Math.ceil((quantityIn(memory) ?? 0) / mebi)}m`,
});

/** What a container may use at most, and what it is sure to get. */
export const limits = ({
  cpu,
  memory,
}: Pick<Resources, 'cpu' | 'memory'>): Pick<ComposeService, 'deploy'> => ({
  deploy: {
    resources: {
      limits: amounts(cpu.limit, memory.limit),
      reservations: amounts(cpu.request, memory.request),
    },
  },
});

/** How often a container is asked whether it is well. */
export const healthcheck = (test: NonNullable<ComposeService['healthcheck']>['test']) =>
  ({ test, interval: '10s', timeout: '5s', retries: 6, start_period: '60s' }) as const;
