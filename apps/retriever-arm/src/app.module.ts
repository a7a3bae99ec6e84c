import { Module } from '@nestjs/common';
import { retrieverArm } from '@octollm/catalogue';
import { ArmModule } from '@octollm/service-kit';
import { AnswerAction } from './answer/answer.action.ts';
import { Answerer } from './answer/answerer.ts';
import { AskAction } from './answer/ask.action.ts';
import { ForgetAction } from './documents/forget.action.ts';
import { IngestAction } from './documents/ingest.action.ts';
import { Indexer } from './indexing/indexer.ts';
import { IndexingWorker } from './indexing/indexing-worker.ts';
import { Reconciler } from './indexing/reconciler.ts';
import { SearchAction } from './search/search.action.ts';
import { Searcher } from './search/searcher.ts';
import { storeProviders } from './stores/providers.ts';

@Module({
  imports: [
    ArmModule.register({
      service: retrieverArm,
      actions: [SearchAction, AnswerAction, AskAction, IngestAction, ForgetAction],
      providers: [...storeProviders, Searcher, Answerer, Indexer, IndexingWorker, Reconciler],
    }),
  ],
})
export class AppModule {}
