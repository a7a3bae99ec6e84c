import { startTestStack, type TestStack } from '../fixtures/test-stack.ts';

let started: Promise<TestStack> | undefined;

/**
 * The stack that all suites of this folder share, for a stack of its own costs each of them more than its tests. It is
 * one as everybody starts it; suites that need other settings, or that kill services, have one of their own.
 */
export const platform = (): Promise<TestStack> => {
  started ??= startTestStack();
  return started;
};

/** Stops it, if it was started. */
export const stopPlatform = async (): Promise<void> => (await started)?.stop();
