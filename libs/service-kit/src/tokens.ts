/** Injection tokens of what `bootstrap` provides to every module. */
export const SERVICE = Symbol('octollm.service');
export const CONFIG = Symbol('octollm.config');
