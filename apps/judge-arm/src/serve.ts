import { judgeArm } from '@octollm/catalogue';
import { bootstrap } from '@octollm/service-kit';
import { AppModule } from './app.module.ts';

await bootstrap(judgeArm, AppModule);
