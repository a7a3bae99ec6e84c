/**
 * From coreutils: what follows runs behind the service itself when both want the processor (setpriority(2)). A command
 * of its own, because what a process has started before its priority is lowered keeps the higher one.
 */
export const beNice = ['/usr/bin/nice', '-n', '10'] as const;
