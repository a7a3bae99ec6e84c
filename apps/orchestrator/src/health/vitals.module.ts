import { Module } from '@nestjs/common';
import { StoresModule } from '../stores/stores.module.ts';
import { BackPressure } from './back-pressure.ts';
import { FeedWatch } from './feed-watch.ts';
import { SelfHealing } from './self-healing.ts';
import { WarmUp } from './warm-up.ts';

/** What keeps the orchestrator alive under load and after faults. */
@Module({
  imports: [StoresModule],
  providers: [BackPressure, SelfHealing, FeedWatch, WarmUp],
  exports: [BackPressure, SelfHealing],
})
export class VitalsModule {}
