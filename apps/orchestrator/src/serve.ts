import { orchestrator } from '@octollm/catalogue';
import { allRoutes } from '@octollm/contracts';
import { bootstrap } from '@octollm/service-kit';
import { AppModule } from './app.module.ts';

await bootstrap(orchestrator, AppModule, { routes: allRoutes, compress: true });
