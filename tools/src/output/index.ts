export { formatSeconds } from './format-seconds.ts';
export { type Colour, Output } from './output.ts';
export { Progress } from './progress.ts';
export { runCommand } from './run-command.ts';
export { UserError } from './user-error.ts';
