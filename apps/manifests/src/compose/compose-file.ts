import { z } from 'zod';

/** Seconds, minutes or hours, such as `10s`. */
const Duration = z.string().regex(/^\d+[smh]$/);
/** Bytes, such as `512m`. */
const Bytes = z.string().regex(/^\d+[kmg]$/);
const Name = z.string().regex(/^[a-zA-Z0-9._-]+$/);
/** `host:container`, with an address before it or a mode after it. */
const Mapping = z.string().regex(/^[^:]+(?:\}[^:]*)?:[^:]+(?::[^:]+)?$/);
const Words = z.array(z.string()).min(1);

const Healthcheck = z.strictObject({
  test: z.tuple([z.enum(['CMD', 'CMD-SHELL'])], z.string()),
  interval: Duration,
  timeout: Duration,
  retries: z.int().positive(),
  start_period: Duration,
});

const Amounts = z.strictObject({ cpus: z.string().regex(/^\d+(?:\.\d+)?$/), memory: Bytes });

const Service = z.strictObject({
  image: z.string().min(1).optional(),
  build: z
    .strictObject({
      context: z.string().optional(),
      dockerfile: z.string().optional(),
      target: Name.optional(),
      args: z.record(Name, z.string()).optional(),
    })
    .optional(),
  profiles: z.array(Name).min(1).optional(),
  command: Words.optional(),
  entrypoint: Words.optional(),
  working_dir: z.string().startsWith('/').optional(),
  user: z
    .string()
    .regex(/^\d+:\d+$/)
    .optional(),
  group_add: Words.optional(),
  read_only: z.boolean().optional(),
  init: z.boolean().optional(),
  cap_drop: z.tuple([z.literal('ALL')]).optional(),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]).optional(),
  tmpfs: Words.optional(),
  shm_size: Bytes.optional(),
  environment: z.record(z.string(), z.string().nullable()).optional(),
  ports: z.array(Mapping).min(1).optional(),
  volumes: z.array(Mapping).min(1).optional(),
  secrets: z
    .array(z.strictObject({ source: Name, target: z.string().startsWith('/') }))
    .min(1)
    .optional(),
  networks: z.array(Name).min(1).optional(),
  depends_on: z
    .record(
      Name,
      z.strictObject({
        condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']),
      }),
    )
    .optional(),
  healthcheck: Healthcheck.optional(),
  restart: z.enum(['no', 'unless-stopped', 'on-failure']).optional(),
  stop_grace_period: Duration.optional(),
  deploy: z
    .strictObject({ resources: z.strictObject({ limits: Amounts, reservations: Amounts }) })
    .optional(),
  logging: z
    .strictObject({
      driver: z.literal('json-file'),
      options: z.strictObject({ 'max-size': Bytes, 'max-file': z.string() }),
    })
    .optional(),
});

/** The part of https://github.com/compose-spec/compose-spec that the platform uses; anything else is refused. */
export const ComposeFile = z.strictObject({
  services: z.record(Name, Service),
  networks: z.record(Name, z.strictObject({ internal: z.boolean().optional() })).optional(),
  volumes: z.record(Name, z.strictObject({})).optional(),
  secrets: z.record(Name, z.strictObject({ file: z.string() })).optional(),
});

export type ComposeFile = z.input<typeof ComposeFile>;
export type ComposeService = z.input<typeof Service>;
