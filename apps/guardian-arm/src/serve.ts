import { guardianArm } from '@octollm/catalogue';
import { bootstrap } from '@octollm/service-kit';
import { AppModule } from './app.module.ts';

await bootstrap(guardianArm, AppModule);
