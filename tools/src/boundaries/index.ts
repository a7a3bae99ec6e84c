export { importsOf, readProjects } from './read-projects.ts';
export { findViolations, packageOf, type Violation } from './rules.ts';
