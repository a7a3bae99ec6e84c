import { Inject, Injectable } from '@nestjs/common';
import type { OpenAiModel, OpenAiModelList } from '@octollm/contracts';
import { ModelDirectory, platformModel } from '@octollm/llm';

/** The models that may be asked. */
@Injectable()
export class Models {
  constructor(@Inject(ModelDirectory) private readonly directory: ModelDirectory) {}

  list(): OpenAiModelList {
    return this.directory.list();
  }

  /** A model, also one that is not listed but may be asked. @throws ModelNotFoundError */
  get(id: string): OpenAiModel {
    const model = { id, object: 'model', created: 0 } as const;
    if (id === platformModel) return { ...model, owned_by: platformModel };
    const [target] = this.directory.resolve(id).targets;
    return { ...model, owned_by: target?.provider.name ?? '' };
  }
}
