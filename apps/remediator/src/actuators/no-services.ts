import { type Actuator, impossible, type Performed, type ServiceRemedy } from './actuator.ts';

/** Stands where the remediator may do nothing to services, such as under Docker Compose. */
export const noServices: Actuator<ServiceRemedy> = {
  perform: ({ kind, service }: ServiceRemedy): Promise<Performed> =>
    Promise.resolve(impossible(`REMEDIATOR_TARGET is none, so ${kind} of ${service} cannot be done.`)),
};
