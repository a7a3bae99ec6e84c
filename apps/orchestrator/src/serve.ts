import { orchestrator } from '@octollm/catalogue';
import { orchestratorRoutes } from '@octollm/contracts';
import { bootstrap } from '@octollm/service-kit';
import { AppModule } from './app.module.ts';

await bootstrap(orchestrator, AppModule, { routes: orchestratorRoutes, compress: true });
