import type { Attributes } from '@opentelemetry/api';

/** A span as a line of a file holds it, in JSON. */
export interface SpanLine {
  readonly trace_id: string;
  readonly span_id: string;
  /** Null for the first span of a trace. */
  readonly parent_id: string | null;
  readonly service: string;
  readonly name: string;
  /** Milliseconds since 1970, with fractions. */
  readonly start_ms: number;
  readonly duration_ms: number;
  readonly failed: boolean;
  readonly attributes: Attributes;
}
