export { type Build, BuildError, buildApp, buildApps, buildEnvironment } from './build.ts';
export { affectedApps, type Project, readProjects } from './dependents.ts';
export { root } from './root.ts';
export { watchApps } from './watch-apps.ts';
