import { describeConcurrencyLimiter } from './concurrency-limiter-suite.ts';
import { LocalConcurrencyLimiter } from './local-concurrency-limiter.ts';

describeConcurrencyLimiter('in this process', () => {
  const limiter = new LocalConcurrencyLimiter();
  return [limiter, limiter];
});
