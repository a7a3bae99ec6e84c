import { Inject, Injectable } from '@nestjs/common';
import { toolMetrics } from '@octollm/catalogue';
import { Metrics } from '@octollm/service-kit';

/** Counts, as a metric, the queries whose clients wait for the answer. */
@Injectable()
export class ActiveQueries {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  /** Counts a query for as long as `answer` takes, and gives what that gives. */
  async during<Answer>(answer: () => Promise<Answer>): Promise<Answer> {
    const gauge = this.metrics.gauge(toolMetrics.activeQueries);
    gauge.inc();
    try {
      return await answer();
    } finally {
      gauge.dec();
    }
  }
}
