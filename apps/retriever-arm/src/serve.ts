import multipart from '@fastify/multipart';
import { retrieverArm } from '@octollm/catalogue';
import { bootstrap } from '@octollm/service-kit';
import { AppModule } from './app.module.ts';

await bootstrap(retrieverArm, AppModule, {
  prepare: async (server) => {
    // A file that is too long is answered with a sentence of our own.
    await server.register(multipart, { throwFileSizeLimit: false });
  },
});
