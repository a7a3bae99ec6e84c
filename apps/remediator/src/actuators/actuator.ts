import type { CachedKind } from '@octollm/contracts';

/** Something that is done to a service. */
export type ServiceRemedy =
  | { readonly kind: 'restart'; readonly service: string }
  /** `most` is what the catalogue allows, whatever the autoscaler would. */
  | { readonly kind: 'scale'; readonly service: string; readonly by: number; readonly most: number }
  | { readonly kind: 'restore'; readonly service: string };

/** Something that the API of the platform does. */
export type PlatformRemedy =
  | { readonly kind: 'purge_cache'; readonly of: CachedKind | undefined }
  | {
      readonly kind: 'open_breaker';
      readonly arm: string;
      readonly forSeconds: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'pause_tenant';
      readonly tenant: string;
      readonly forSeconds: number;
      readonly reason: string;
    };

export type Remedy = ServiceRemedy | PlatformRemedy;

/** How it went; `impossible` where it can never be done, such as raising replicas on one machine. */
export interface Performed {
  readonly outcome: 'succeeded' | 'failed' | 'impossible';
  /** A sentence for people. */
  readonly message: string;
}

/** What carries remedies out. It tries once: whether there is another time is decided elsewhere. */
export interface Actuator<Kind extends Remedy = Remedy> {
  /**
   * Does it and says how it went; it does not reject.
   * @param signal gives it up
   */
  perform(remedy: Kind, signal: AbortSignal): Promise<Performed>;
}

export const succeeded = (message: string): Performed => ({ outcome: 'succeeded', message });
export const failed = (message: string): Performed => ({ outcome: 'failed', message });
export const impossible = (message: string): Performed => ({ outcome: 'impossible', message });
