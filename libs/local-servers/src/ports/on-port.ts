import { PortTakenError, ServerStartError } from '../errors.ts';
import { freePort, isPortFree } from './free-port.ts';
import { findPortHolder } from './port-holder.ts';

const attemptsOnFreePorts = 5;

/**
 * Starts something on the port that is asked for, or on a free one when none or 0 is.
 *
 * @throws PortTakenError when the port that is asked for is in use.
 */
export async function onPort<T>(wanted: number | undefined, start: (port: number) => Promise<T>): Promise<T> {
  if (wanted === undefined || wanted === 0) return onFreePort(start, attemptsOnFreePorts);
  if (!(await isPortFree(wanted))) throw await portTaken(wanted);
  try {
    return await start(wanted);
  } catch (error) {
    throw lostThePort(error) ? await portTaken(wanted) : error;
  }
}

/** A free port may be gone by the time the server binds it, so a start that loses it is tried on another. */
async function onFreePort<T>(start: (port: number) => Promise<T>, attempts: number): Promise<T> {
  try {
    return await start(await freePort());
  } catch (error) {
    if (attempts <= 1 || !lostThePort(error)) throw error;
    return onFreePort(start, attempts - 1);
  }
}

function lostThePort(error: unknown): boolean {
  return (
    error instanceof ServerStartError &&
    error.lastLines.some((line) => line.includes('Address already in use'))
  );
}

async function portTaken(port: number): Promise<PortTakenError> {
  return new PortTakenError(port, await findPortHolder(port));
}
