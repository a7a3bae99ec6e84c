import { Module } from '@nestjs/common';
import { modelsProviders } from '@octollm/arm-models';
import { retrieverArm } from '@octollm/catalogue';
import { ArmModule } from '@octollm/service-kit';
import { AnswerAction } from './answer/answer.action.ts';
import { Answerer } from './answer/answerer.ts';
import { AskAction } from './answer/ask.action.ts';
import { ForgetAction } from './documents/forget.action.ts';
import { IngestAction } from './documents/ingest.action.ts';
import { Intake } from './documents/intake.ts';
import { UploadController } from './documents/upload.controller.ts';
import { embeddingsProviders } from './embeddings/embeddings.provider.ts';
import { Indexer } from './indexing/indexer.ts';
import { IndexingWorker } from './indexing/indexing-worker.ts';
import { Reconciler } from './indexing/reconciler.ts';
import { VectorRenewer } from './indexing/vector-renewer.ts';
import { KeepAction } from './memory/keep.action.ts';
import { memoryProviders } from './memory/memory.providers.ts';
import { RecallAction } from './memory/recall.action.ts';
import { RememberAction } from './memory/remember.action.ts';
import { SolutionsAction } from './memory/solutions.action.ts';
import { documentReaderProvider } from './reading/document-reader.provider.ts';
import { SearchAction } from './search/search.action.ts';
import { searcherProvider } from './search/searcher.provider.ts';
import { storeProviders } from './stores/providers.ts';

@Module({
  imports: [
    ArmModule.register({
      service: retrieverArm,
      actions: [
        SearchAction,
        AnswerAction,
        AskAction,
        IngestAction,
        ForgetAction,
        RecallAction,
        RememberAction,
        SolutionsAction,
        KeepAction,
      ],
      controllers: [UploadController],
      providers: [
        ...storeProviders,
        ...modelsProviders,
        ...memoryProviders,
        ...embeddingsProviders,
        searcherProvider,
        Answerer,
        Intake,
        documentReaderProvider,
        Indexer,
        VectorRenewer,
        IndexingWorker,
        Reconciler,
      ],
    }),
  ],
})
export class AppModule {}
