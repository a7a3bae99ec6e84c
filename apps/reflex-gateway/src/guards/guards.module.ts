import { Module } from '@nestjs/common';
import { Guard } from './guard.ts';
import { ProcessController } from './process.controller.ts';
import { Screener } from './screener.ts';

/** Screens what callers send. */
@Module({
  controllers: [ProcessController],
  providers: [Screener, Guard],
  exports: [Guard, Screener],
})
export class GuardsModule {}
