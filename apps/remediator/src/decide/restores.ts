import type { Remediation, RemediationHistory } from '@octollm/memory';
import { type Candidate, keyOf, restoreId } from './candidate.ts';
import { secondsSince } from './seconds-since.ts';
import type { Verdict } from './verdict.ts';

/** Seconds from one try to put something back to the next: twice as long each time, for as long as it is remembered. */
const firstRetrySeconds = 300;
const longestRetrySeconds = 3_600;

const retrySeconds = (tries: number): number =>
  Math.min(firstRetrySeconds * 2 ** (tries - 1), longestRetrySeconds);

/**
 * What failed may have been done all the same, with an answer that came too late. To put back what is as it was does no
 * harm.
 */
const isRaised = ({ action, decision, ended }: Remediation): boolean =>
  action === 'scale' && decision === 'act' && ended !== null && ended.outcome !== 'impossible';

const triesOf = ({ id }: Remediation, recent: readonly Remediation[]): readonly Remediation[] =>
  recent.filter(({ action, details }) => action === 'restore' && details['of'] === id);

const isPutBack = (raised: Remediation, recent: readonly Remediation[]): boolean =>
  triesOf(raised, recent).some(({ ended }) => ended === null || ended.outcome === 'succeeded');

/** What stays raised as it is: nobody has put it back, or is about to. */
const standing = (recent: readonly Remediation[]): readonly Remediation[] =>
  recent.filter((one) => isRaised(one) && !isPutBack(one, recent));

/** Puts something back; or leaves it, and says so, while another alert needs it raised. */
const restore = (raised: Remediation, tries: number, reason: string, isNeeded: boolean): Verdict => ({
  id: restoreId(raised.id, tries + 1),
  action: 'restore',
  target: raised.target,
  decision: 'act',
  reason: isNeeded ? `${reason} It stays raised: another alert needs it.` : reason,
  details: { of: raised.id, rule: raised.details['rule'] ?? '', alert: raised.details['alert'] ?? '' },
  remedy: isNeeded ? null : { kind: 'restore', service: raised.target },
});

/** Of several that are put back at once, the last of a target does it. One that was tried already needs nothing. */
const restoreAll = (
  due: readonly { readonly raised: Remediation; readonly reason: string }[],
  recent: readonly Remediation[],
): readonly Verdict[] => {
  const left = new Set(standing(recent).filter((one) => triesOf(one, recent).length === 0));
  return due.map(({ raised, reason }) => {
    left.delete(raised);
    const isNeeded = [...left].some(({ target }) => target === raised.target);
    return restore(raised, triesOf(raised, recent).length, reason, isNeeded);
  });
};

/**
 * Puts back what was raised for alerts that are resolved now. Neither limits nor quiet hours keep it, nor a dry run that
 * began meanwhile. What is being raised at that moment is put back after its longest time.
 */
export const restoresFor = (
  resolved: readonly Candidate[],
  { recent }: Pick<RemediationHistory, 'recent'>,
): readonly Verdict[] => {
  const keys = new Set(resolved.map(keyOf));
  const due = standing(recent).filter(
    (one) => keys.has(String(one.details['key'])) && triesOf(one, recent).length === 0,
  );
  return restoreAll(
    due.map((raised) => ({ raised, reason: `${raised.details['alert']} is resolved.` })),
    recent,
  );
};

const dueReason = (raised: Remediation, recent: readonly Remediation[], now: Date): string | undefined => {
  const tries = triesOf(raised, recent);
  const [last] = tries;
  if (last !== undefined)
    return secondsSince(last.at, now) >= retrySeconds(tries.length)
      ? 'It could not be put back before.'
      : undefined;
  const longest = Number(raised.details['longest_seconds']);
  return secondsSince(raised.at, now) >= longest
    ? `It has been raised for ${longest} seconds, which is the longest.`
    : undefined;
};

/** Puts back what nobody said was resolved, and what could not be put back before. */
export const overdueRestores = ({
  now,
  recent,
}: Pick<RemediationHistory, 'now' | 'recent'>): readonly Verdict[] =>
  restoreAll(
    standing(recent).flatMap((raised) => {
      const reason = dueReason(raised, recent, now);
      return reason === undefined ? [] : [{ raised, reason }];
    }),
    recent,
  );
