import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a run of vitest came to, as its JSON report says. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** The full names of the tests that did not run. */
  readonly skipped: readonly string[];
}

const folder = 'dist/reports';

/** Removes the reports of former runs, so that only what runs now (or comes from Nx's cache) is counted. */
export const forgetReports = (root: string): void =>
  rmSync(join(root, folder), { recursive: true, force: true });

/** A file that could not even be loaded holds no failed test, but must count as one. */
const brokenFiles = (report: Report): number =>
  report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length;

const skippedTests = (report: Report): string[] =>
  report.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => ['pending', 'skipped', 'todo', 'disabled'].includes(status))
      .map(({ fullName }) => fullName),
  );

const add = (tally: Tally, report: Report): Tally => ({
  passed: tally.passed + report.numPassedTests,
  failed: tally.failed + report.numFailedTests + brokenFiles(report),
  skipped: [...tally.skipped, ...skippedTests(report)],
});

/** Adds up the reports of every project. */
export const tallyReports = (root: string): Tally =>
  globSync(`${folder}/**/*.json`, { cwd: root })
    .map((file) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Report)
    .reduce(add, { passed: 0, failed: 0, skipped: [] });
