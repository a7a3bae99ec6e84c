/**
 * Waits until all have settled, so that nothing goes on behind the caller's back, and tells of the first rejection
 * when it happens, so that the others can be stopped.
 * @throws the first rejection in the order of the promises
 */
export const together = async (
  promises: readonly Promise<unknown>[],
  giveUp: (error: unknown) => void,
): Promise<void> => {
  for (const promise of promises) promise.catch(giveUp);
  const results = await Promise.allSettled(promises);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
};
