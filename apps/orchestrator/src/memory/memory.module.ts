import { Module } from '@nestjs/common';
import { ArmsModule } from '../arms/arms.module.ts';
import { StoresModule } from '../stores/stores.module.ts';
import { MemoryClient } from './memory-client.ts';
import { SimilarSolutions } from './similar-solutions.ts';
import { SimilarTasks } from './similar-tasks.ts';
import { TaskMemory } from './task-memory.ts';

/** What tasks learn from those before them, and leave to those after. */
@Module({
  imports: [StoresModule, ArmsModule],
  providers: [MemoryClient, SimilarSolutions, SimilarTasks, TaskMemory],
  exports: [SimilarSolutions, SimilarTasks, TaskMemory],
})
export class MemoryModule {}
