import type { k8s } from 'cdk8s-plus-27';

/** How long a stopping pod still serves, so that every node has learnt to send new requests elsewhere. */
export const preStopSeconds = 5;

/** What is left between the end of draining and the kill, for the process to close its stores and exit. */
const marginSeconds = 5;

/**
 * Sleeps before the stop signal. The `sleep` action needs Kubernetes 1.30, and the images carry no shell that could be
 * relied on; Node is what they all have.
 */
export const preStopSleep: k8s.Lifecycle = {
  preStop: { exec: { command: ['node', '-e', `setTimeout(() => {}, ${preStopSeconds * 1_000})`] } },
};

/** The time Kubernetes gives a pod to stop. The preStop sleep counts towards it. */
export const gracePeriodSeconds = (drainSeconds: number): number =>
  preStopSeconds + drainSeconds + marginSeconds;
