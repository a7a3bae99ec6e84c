import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long, in milliseconds, work may keep the event loop to itself. */
const longestTurnMs = 10;

/** Goes through values and lets other work in between whenever making or using them has taken a while. */
export async function* withPauses<Value>(values: Iterable<Value>): AsyncGenerator<Value> {
  let turnBegan = performance.now();
  for (const value of values) {
    yield value;
    if (performance.now() - turnBegan < longestTurnMs) continue;
    await nextTurn();
    turnBegan = performance.now();
  }
}
