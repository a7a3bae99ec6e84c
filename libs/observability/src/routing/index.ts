export { type Inhibition, inhibitions } from './inhibitions.ts';
export {
  alertCredentials,
  both,
  type Mail,
  mail,
  pagerDuty,
  type Receiver,
  slack,
  webhook,
} from './receiver.ts';
export {
  type AlertmanagerConfiguration,
  alertmanagerFile,
  type Remediator,
  type Route,
  type RoutingOptions,
  routing,
} from './routing.ts';
export { receiversOf, UnknownMatcherError } from './simulate.ts';
