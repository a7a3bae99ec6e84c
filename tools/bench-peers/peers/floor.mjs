// No engine at all: the calls of the diamond and nothing else. What a task takes here is the floor for everybody.

export const start = async ({ callTool }) => ({
  task: async () => {
    await callTool('first');
    await Promise.all([callTool('left'), callTool('middle'), callTool('right')]);
    await callTool('last');
  },
  stop: async () => undefined,
});
