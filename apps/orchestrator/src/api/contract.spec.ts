import 'reflect-metadata';
import { orchestratorRoutes } from '@octollm/contracts';
import { ROUTE } from '@octollm/service-kit';
import { describe, expect, it } from 'vitest';
import { ApiModule } from './api.module.ts';

const controllers: { readonly prototype: object }[] = Reflect.getMetadata('controllers', ApiModule);

describe('the API of the orchestrator', () => {
  it('implements every route of the contract, each once', () => {
    const implemented = controllers.flatMap(({ prototype }) =>
      Object.getOwnPropertyNames(prototype).flatMap((name) => {
        const handler: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
        const route: { id: string } | undefined =
          typeof handler === 'function' ? Reflect.getMetadata(ROUTE, handler) : undefined;
        return route === undefined ? [] : [route.id];
      }),
    );
    expect(implemented.toSorted()).toEqual(orchestratorRoutes.map(({ id }) => id).toSorted());
  });
});
