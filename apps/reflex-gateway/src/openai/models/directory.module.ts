import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ModelDirectory } from '@octollm/llm';
import { LimitsModule } from '../../limits/limits.module.ts';
import { directoryProvider } from './directory.provider.ts';

/** The models that may be asked, for whoever asks them and whoever counts their calls. */
@Module({ imports: [LimitsModule], providers: [directoryProvider], exports: [ModelDirectory] })
export class DirectoryModule implements OnApplicationShutdown {
  constructor(@Inject(ModelDirectory) private readonly models: ModelDirectory) {}

  async onApplicationShutdown(): Promise<void> {
    await this.models.close();
  }
}
