import type { ExecutorInput } from '@octollm/contracts';

/**
 * Runs functions that begin with `test`, and cases of unittest. It says for each whether it passed, and ends with 1
 * unless all did. What ends a program, such as SystemExit, only fails a test here. A test that gives something back
 * fails: a coroutine or a generator has not run yet, and a comparison that is returned asserts nothing.
 */
const runner = `import inspect
import sys
import traceback
import unittest

def conclude(results):
    print(f"{sum(results)} of {len(results)} tests passed.")
    sys.exit(0 if results and all(results) else 1)

def passes(name, test):
    try:
        if test() is not None:
            raise TypeError("A test may neither be async nor return anything: nobody looks at what it returns.")
    except BaseException:
        print(f"not ok - {name}\\n{traceback.format_exc()}")
        return False
    print(f"ok - {name}")
    return True

def cases_of(suite):
    for part in suite:
        yield from cases_of(part) if isinstance(part, unittest.TestSuite) else [part]

def is_unawaited(case):
    method = getattr(case, getattr(case, "_testMethodName", ""), None)
    return inspect.iscoroutinefunction(method) and not isinstance(case, unittest.IsolatedAsyncioTestCase)

def results_of_cases(cases):
    if not cases:
        return []
    unawaited = [case for case in cases if is_unawaited(case)]
    for case in unawaited:
        print(f"not ok - {case.id()}: only an IsolatedAsyncioTestCase may be async.")
    suite = unittest.TestSuite(case for case in cases if case not in unawaited)
    run = unittest.TextTestRunner(stream=sys.stdout).run(suite)
    failed = len(run.failures) + len(run.errors) + len(run.unexpectedSuccesses)
    return [True] * (run.testsRun - failed) + [False] * (failed + len(unawaited))

try:
    import test_solution
except BaseException:
    print(f"not ok - the tests cannot be imported\\n{traceback.format_exc()}")
    conclude([False])
results = [
    passes(name, test)
    for name, test in list(vars(test_solution).items())
    if name.startswith("test") and inspect.isfunction(test) and test.__module__ == "test_solution"
]
try:
    loaded = unittest.defaultTestLoader.loadTestsFromModule(test_solution)
    results += results_of_cases(list(cases_of(loaded)))
except BaseException:
    print(f"not ok - the cases of unittest cannot be run\\n{traceback.format_exc()}")
    results.append(False)
conclude(results)
`;

/** Tests of Python as a run of the executor: code and tests are modules of their own, so that no main part is run. */
export const pythonRun = (code: string, tests: string): ExecutorInput => ({
  tool: 'python',
  args: { code: runner, files: { 'solution.py': code, 'test_solution.py': tests } },
});
