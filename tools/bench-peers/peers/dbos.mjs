import { DBOS } from '@dbos-inc/dbos-sdk';

export const start = async ({ databaseUrl, callTool }) => {
  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: databaseUrl,
    systemDatabasePoolSize: 20,
    logLevel: 'error',
  });
  const step = (name) => DBOS.runStep(() => callTool(name), { name });
  const diamond = DBOS.registerWorkflow(
    async () => {
      const first = await step('first');
      const middle = await Promise.all([step('left'), step('middle'), step('right')]);
      return [first, ...middle, await step('last')];
    },
    { name: 'diamond' },
  );
  await DBOS.launch();
  return {
    task: async () => {
      const results = await diamond();
      if (results.length !== 5) throw new Error(`dbos carried out ${results.length} steps.`);
    },
    stop: () => DBOS.shutdown(),
  };
};
