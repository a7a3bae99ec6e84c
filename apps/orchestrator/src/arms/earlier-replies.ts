import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ArmError } from '@octollm/contracts';
import { LRUCache } from 'lru-cache';
import type { ArmReply } from './arm-client.ts';
import { earlierReplyWarning } from './fallback-warning.ts';

type Succeeded = Extract<ArmReply, { success: true }>;

/** What makes two calls the same: the tenant is part of it, so that no reply crosses over. */
export interface SameCall {
  readonly tenantId: string;
  readonly arm: string;
  readonly action: string;
  readonly input: unknown;
}

const mostBytes = 32 * 1024 * 1024;
const mostBytesOfOne = 1024 * 1024;
/** An answer may be older than what it was found in: after this long it is worse than none. */
const ttlMs = 15 * 60_000;

const keyOf = ({ tenantId, arm, action, input }: SameCall): string =>
  createHash('sha256')
    .update(JSON.stringify([tenantId, arm, action, input]))
    .digest('base64');

/** Whether an arm has not answered because it is away, rather than because of what it was asked. */
const isAway = ({ category }: ArmError): boolean => category === 'unavailable' || category === 'timeout';

/**
 * What arms answered lately, by call: the last resort when neither an arm nor its fallback can be had. Each process has
 * its own, at most 32 MiB of it, and forgets after a quarter of an hour.
 */
@Injectable()
export class EarlierReplies {
  readonly #replies = new LRUCache<string, { readonly text: string; readonly at: string }>({
    maxSize: mostBytes,
    maxEntrySize: mostBytesOfOne,
    sizeCalculation: ({ text }) => text.length * 2,
    ttl: ttlMs,
    perf: { now: () => Date.now() },
  });

  remember(call: SameCall, reply: Succeeded): void {
    this.#replies.set(keyOf(call), { text: JSON.stringify(reply), at: new Date().toISOString() });
  }

  /**
   * An earlier answer to the same call, with a warning that says so and the usage of the call that failed; the failed
   * reply itself when there is none, or when the arm is there and has refused.
   *
   * @param isLast whether the call is not made again; a circuit that is open is not waited for
   */
  instead(call: SameCall, failed: Exclude<ArmReply, Succeeded>, isLast: boolean): ArmReply {
    const { error, usage, unreported = 0 } = failed;
    if (!isAway(error) || !(isLast || error.code === 'circuit_open')) return failed;
    const found = this.#replies.get(keyOf(call));
    if (found === undefined) return failed;
    const earlier = JSON.parse(found.text) as Succeeded;
    const warnings = [...earlier.warnings, earlierReplyWarning(call.arm, found.at)];
    return { ...earlier, usage, unreported, warnings };
  }
}
