import { afterAll, describe } from 'vitest';
import { stopPlatform } from './platform/platform.ts';

afterAll(stopPlatform);

// The first counts all that has happened, and so comes before the others; the last uses up what its key may ask for.
describe('operations', async () => void (await import('./platform/operations.ts')));
describe('edge', async () => void (await import('./platform/edge.ts')));
describe('tasks', async () => void (await import('./platform/tasks.ts')));
describe('sessions', async () => void (await import('./platform/sessions.ts')));
describe('agents', async () => void (await import('./platform/agents.ts')));
describe('guards', async () => void (await import('./platform/guards.ts')));
describe('hostile input', async () => void (await import('./platform/hostile.ts')));
