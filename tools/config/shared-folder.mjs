import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that all files of one run of tests share, named by OCTOLLM_TESTS_SHARE; it goes with the run. */
export const setup = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'octollm-tests-'));
  // As root, PostgreSQL runs as another user, who must be able to reach its data.
  await chmod(folder, 0o755);
  process.env.OCTOLLM_TESTS_SHARE = folder;
};

export const teardown = () => rm(process.env.OCTOLLM_TESTS_SHARE, { recursive: true, force: true });
