import { LocalQuotaLimiter } from './local-quota-limiter.ts';
import { describeQuotaLimiter } from './quota-limiter-suite.ts';

describeQuotaLimiter('in this process', () => {
  const limiter = new LocalQuotaLimiter();
  return [limiter, limiter];
});
