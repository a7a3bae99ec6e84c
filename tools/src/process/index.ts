export { LastLines } from './last-lines.ts';
export { startTimeOf } from './process-identity.ts';
export { type NodeResult, type NodeRun, runNode } from './run-node.ts';
export { type NodeCommand, signalGroup, spawnNode } from './spawn-node.ts';
export { listenForStop, type StopRequest } from './stop-request.ts';
