import { afterAll, describe } from 'vitest';
import { stopPlatform } from './platform/platform.ts';

afterAll(stopPlatform);

// The first counts all that has happened, and so comes before the others; the last uses up what its key may ask for.
describe('operations', async () => void (await import('./platform/operations-suite.ts')));
describe('edge', async () => void (await import('./platform/edge-suite.ts')));
describe('tasks', async () => void (await import('./platform/tasks-suite.ts')));
describe('documents', async () => void (await import('./platform/documents-suite.ts')));
describe('sessions', async () => void (await import('./platform/sessions-suite.ts')));
describe('agents', async () => void (await import('./platform/agents-suite.ts')));
describe('guards', async () => void (await import('./platform/guards-suite.ts')));
describe('logs', async () => void (await import('./platform/logs-suite.ts')));
describe('metrics', async () => void (await import('./platform/metrics-suite.ts')));
describe('hostile input', async () => void (await import('./platform/hostile-suite.ts')));
