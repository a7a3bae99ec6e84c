import { remediator } from '@octollm/catalogue';
import { bootstrap } from '@octollm/service-kit';
import { AppModule } from './app.module.ts';
import { routes } from './webhook/routes.ts';

await bootstrap(remediator, AppModule, { routes });
