import { FlowProducer, Queue, QueueEvents, Worker } from 'bullmq';

const queueName = 'diamond';

// A flow is a tree, so the diamond is a chain of two: `first` runs as a job, its end adds the flow of the others. All
// of it is kept in Redis, whose file is synced once a second; nothing reaches PostgreSQL.
export const start = async ({ redisUrl, callTool }) => {
  const url = new URL(redisUrl);
  const connection = { host: url.hostname, port: Number(url.port), maxRetriesPerRequest: null };
  const queue = new Queue(queueName, { connection });
  const flows = new FlowProducer({ connection });
  const events = new QueueEvents(queueName, { connection });
  const options = { removeOnComplete: true, removeOnFail: true };
  const waiting = new Map();

  const addRest = ({ task }) =>
    flows.add({
      name: 'last',
      queueName,
      data: { task },
      opts: options,
      children: ['left', 'middle', 'right'].map((name) => ({
        name,
        queueName,
        data: { task },
        opts: options,
      })),
    });

  const worker = new Worker(
    queueName,
    async ({ name, data }) => {
      const result = await callTool(name);
      if (name === 'first') await addRest(data);
      return { name, task: data.task, result };
    },
    { connection, concurrency: 256 },
  );
  events.on('completed', ({ returnvalue }) => {
    const { name, task } = returnvalue;
    if (name !== 'last') return;
    waiting.get(task)?.resolve();
    waiting.delete(task);
  });
  events.on('failed', ({ failedReason }) => {
    for (const { reject } of waiting.values()) reject(new Error(failedReason));
  });
  await Promise.all([worker.waitUntilReady(), events.waitUntilReady()]);

  let made = 0;
  return {
    task: async () => {
      made += 1;
      const ended = Promise.withResolvers();
      waiting.set(made, ended);
      await queue.add('first', { task: made }, options);
      await ended.promise;
    },
    stop: async () => {
      await worker.close();
      await Promise.all([queue.close(), flows.close(), events.close()]);
    },
  };
};
