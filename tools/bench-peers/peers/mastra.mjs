import { Mastra } from '@mastra/core';
import { createStep, createWorkflow } from '@mastra/core/workflows';
import { PostgresStore } from '@mastra/pg';
import { z } from 'zod';

const Anything = z.any();

const workflowOf = (callTool) => {
  const step = (id) =>
    createStep({ id, inputSchema: Anything, outputSchema: Anything, execute: () => callTool(id) });
  return createWorkflow({
    id: 'diamond',
    inputSchema: Anything,
    outputSchema: Anything,
    // Every change of a step is kept: without it a run that was killed begins anew.
    options: { shouldPersistSnapshot: () => true },
  })
    .then(step('first'))
    .parallel([step('left'), step('middle'), step('right')])
    .then(step('last'))
    .commit();
};

export const start = async ({ databaseUrl, callTool }) => {
  const storage = new PostgresStore({ id: 'bench', connectionString: databaseUrl });
  await storage.init();
  const mastra = new Mastra({ storage, logger: false, workflows: { diamond: workflowOf(callTool) } });
  const workflow = mastra.getWorkflow('diamond');
  return {
    task: async () => {
      const run = await workflow.createRun();
      const { status, error } = await run.start({ inputData: {} });
      if (status !== 'success') throw error ?? new Error(`mastra ended as ${status}.`);
    },
    stop: () => storage.close(),
  };
};
