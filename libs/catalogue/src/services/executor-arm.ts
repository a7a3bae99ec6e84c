import { defineService } from '../service.ts';
import { integer, list, oneOf, pairs, text } from '../settings/builders.ts';
import { cacheStore } from '../stores/cache.ts';
import { armSettings } from './arm-settings.ts';
import { largeArm } from './sizes.ts';

export const executorArm = defineService({
  name: 'executor-arm',
  kind: 'arm',
  description:
    'Runs tools: HTTP requests to public addresses, and programs, Python and JavaScript in a sandbox',
  port: 8104,
  settings: {
    ...armSettings,
    EXECUTOR_HTTP_ALLOWLIST: list({
      description:
        'addresses (host:port, * for any) that may be called although they are not public; for tests',
      default: [],
    }),
    EXECUTOR_MCP_SERVERS: pairs({
      description:
        'MCP servers whose tools may be called, as name=https://address; http:// only for what EXECUTOR_HTTP_ALLOWLIST opens',
      default: {},
    }),
    EXECUTOR_MCP_TOKENS: pairs({
      description: 'the bearer tokens for those servers, as name=token',
      secret: true,
      optional: true,
    }),
    EXECUTOR_MCP_READ_ONLY: list({
      description:
        'tools that change nothing, as server/tool: mcp_read calls them without an approval and may repeat them. All others count as a high risk',
      default: [],
    }),
    EXECUTOR_SANDBOX: oneOf(['auto', 'bubblewrap', 'wasm', 'off'])({
      description:
        'what runs programs: bubblewrap, WebAssembly interpreters (Python and JavaScript only), nothing, or with auto bubblewrap where it can start',
      default: 'auto',
    }),
    EXECUTOR_BWRAP: text({ description: 'the path of bubblewrap', default: '/usr/bin/bwrap' }),
    EXECUTOR_PYTHON: text({
      description: 'the path, below /usr, of the Python that bubblewrap runs',
      default: '/usr/bin/python3',
    }),
    EXECUTOR_MAX_RUNS: integer(
      1,
      64,
    )({
      description:
        'programs that run at the same time; four times as many wait. Each may use 512 MiB, and 256 MiB more for its interpreter in WebAssembly or 128 MiB of files held in memory in bubblewrap',
      default: 3,
    }),
  },
  calls: [],
  stores: [cacheStore],
  queues: { produces: [], consumes: [] },
  metrics: {},
  egress: ['public-http'],
  resources: { ...largeArm, memory: { request: '512Mi', limit: '3Gi' } },
  scaling: { kind: 'replicas', min: 5, max: 10 },
  drainSeconds: 60,
  runsPrograms: true,
  arm: { actions: [{ name: 'execute', path: '/execute' }], costTier: 3, maxConcurrentTasks: 50 },
});
