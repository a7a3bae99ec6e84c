import { Module } from '@nestjs/common';
import { Guard } from './guard.ts';
import { Screener } from './screener.ts';

/** Screens what callers send. */
@Module({
  providers: [Screener, Guard],
  exports: [Guard, Screener],
})
export class GuardsModule {}
