export { LIMITER_STORE, limiterStoreProvider, openStore } from './limiter-store.ts';
