import type { ExecutorInput, Language, TestRun } from '@octollm/contracts';
import { pythonRun } from './python-run.ts';
import { scriptRun } from './script-run.ts';

/** The languages whose tests the executor can run. */
export const isTestable = (language: Language): boolean =>
  language === 'python' || language === 'javascript' || language === 'typescript';

/** What the executor must run to see whether code passes its tests; null when it cannot run them. */
export const testRun = (code: string, tests: string, language: Language): ExecutorInput | null => {
  switch (language) {
    case 'python':
      return pythonRun(code, tests);
    case 'javascript':
    case 'typescript':
      return scriptRun(code, tests, language);
    case 'json':
    case 'yaml':
    case 'sql':
      return null;
  }
};

/**
 * Whether the run of tests has passed all of them: it ended well, and its last line says so. A program that is ended from
 * within ends as well as one does whose tests pass, but says nothing.
 */
export const hasPassed = ({ exit_code: code, timed_out: timedOut, stdout }: TestRun): boolean =>
  code === 0 && !timedOut && /(?:^|\n)([1-9]\d*) of \1 tests passed\.\s*$/.test(stdout);
