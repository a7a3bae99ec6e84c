import { reflexGateway } from '@octollm/catalogue';
import { allRoutes } from '@octollm/contracts';
import { bootstrap } from '@octollm/service-kit';
import { AppModule } from './app.module.ts';
import { harden } from './edge/harden.ts';

await bootstrap(reflexGateway, AppModule, { routes: allRoutes, prepare: harden });
