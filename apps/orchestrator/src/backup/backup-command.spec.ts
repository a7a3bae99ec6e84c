import { BackupArchive } from '@octollm/memory';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runBackupCommand } from './backup-command.ts';

const url = 'redis-sentinel://:secret@a:26379,b:26379#queue';

afterEach(() => vi.restoreAllMocks());

describe('A mistake in the code of the backup command', () => {
  it.each([
    ['carries', () => new URL(url)],
    [
      'says',
      () => {
        throw new TypeError(`Invalid URL: ${url}`);
      },
    ],
  ])('is told with its place, and without the password of a URL that it %s', async (_, mistake) => {
    vi.spyOn(BackupArchive.prototype, 'newest').mockImplementation(async () => mistake() as never);
    const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const code = await runBackupCommand(['fetch', 'redis', '/nowhere'], {
      COLD_STORAGE_URL: 'file:///nowhere',
    });
    const text = printed.mock.calls.join('\n');
    expect(code).toBe(70);
    expect(text).toMatch(/^TypeError: Invalid URL.*\n {4}at /);
    expect(text).not.toContain('secret');
  });
});
