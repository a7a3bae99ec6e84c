export { readProjects } from './read-projects.ts';
export { findViolations, type Violation } from './rules.ts';
