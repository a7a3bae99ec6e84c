import { type ModelRoute, staysOnPlatform } from '@octollm/llm';

/** Whether what is asked may go to a provider outside of the platform: to the model itself or to a fallback. */
export const leavesPlatform = ({ targets }: ModelRoute): boolean =>
  targets.some(({ provider, model }) => !staysOnPlatform(provider.name, model));
