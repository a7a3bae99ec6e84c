import { Injectable, type PipeTransform } from '@nestjs/common';
import { Id, NotFoundError } from '@octollm/contracts';

/** Reads an id out of the path. @throws NotFoundError for a text that no id has: there cannot be such a thing */
@Injectable()
export class PathId implements PipeTransform<string, string> {
  transform(value: string): string {
    const parsed = Id.safeParse(value);
    if (parsed.success) return parsed.data.toLowerCase();
    throw new NotFoundError('There is nothing with this id.');
  }
}
