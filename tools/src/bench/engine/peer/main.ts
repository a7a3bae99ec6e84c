import { pathToFileURL } from 'node:url';
import type { Load } from '../contender.ts';
import { closedLoop } from '../load/closed-loop.ts';
import type { PeerModule } from './peer-module.ts';
import { ToolCaller } from './tool-caller.ts';

const [module = '', databaseUrl = '', redisUrl = '', toolUrl = ''] = process.argv.slice(2);

const { start } = (await import(pathToFileURL(module).href)) as PeerModule;
const caller = new ToolCaller(toolUrl);
const peer = await start({ databaseUrl, redisUrl, callTool: (name) => caller.call(name) });

process.on('message', (load: Load) => {
  void closedLoop(load, () => peer.task()).then((result) => process.send?.(result));
});
// The guard against outliving the parent has let go of the channel, and this process lives for its messages.
process.channel?.ref();
process.send?.('ready');
