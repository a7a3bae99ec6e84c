import { randomUUID } from 'node:crypto';
import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';

const State = Annotation.Root({
  results: Annotation({ reducer: (before, added) => [...before, ...added], default: () => [] }),
});

const graphOf = (callTool) => {
  const node = (name) => async () => ({ results: [await callTool(name)] });
  const middle = ['left', 'middle', 'right'];
  const graph = new StateGraph(State);
  for (const name of ['first', ...middle, 'last']) graph.addNode(name, node(name));
  graph.addEdge(START, 'first');
  for (const name of middle) graph.addEdge('first', name);
  graph.addEdge(middle, 'last');
  graph.addEdge('last', END);
  return graph;
};

// Durability sync: a checkpoint is written before the next step begins, which is what survives a kill.
export const start = async ({ databaseUrl, callTool }) => {
  const checkpointer = PostgresSaver.fromConnString(databaseUrl);
  await checkpointer.setup();
  const graph = graphOf(callTool).compile({ checkpointer });
  return {
    task: async () => {
      const { results } = await graph.invoke(
        { results: [] },
        { configurable: { thread_id: randomUUID() }, durability: 'sync' },
      );
      if (results.length !== 5) throw new Error(`langgraph carried out ${results.length} steps.`);
    },
    stop: () => checkpointer.end(),
  };
};
