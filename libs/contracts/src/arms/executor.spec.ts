import { describe, expect, it } from 'vitest';
import { CodeArgs, ExecutorOutput, executorTools, ShellArgs, ToolName } from './executor.ts';

describe('the tools of the executor', () => {
  it('are all described, and no tool of a high risk is called unasked', () => {
    expect(Object.keys(executorTools).toSorted()).toEqual(ToolName.options.toSorted());
    for (const { risk, readOnly, idempotent } of Object.values(executorTools)) {
      expect(risk === 'high' && readOnly).toBe(false);
      expect(readOnly && !idempotent).toBe(false);
    }
  });

  it('run code with no input, no files and half a minute unless told otherwise', () => {
    expect(CodeArgs.parse({ code: '1' })).toEqual({ code: '1', stdin: '', files: {}, timeout_seconds: 30 });
    expect(CodeArgs.safeParse({ code: '1', timeout_seconds: 301 }).success).toBe(false);
    expect(CodeArgs.safeParse({ code: '' }).success).toBe(false);
  });

  it('take a program and its arguments or one line, not both', () => {
    expect(ShellArgs.parse({ program: 'ls' })).toMatchObject({ program: 'ls', args: [] });
    expect(ShellArgs.parse({ command: 'ls -l' })).toMatchObject({ command: 'ls -l' });
    expect(ShellArgs.safeParse({ command: 'ls', program: 'ls' }).success).toBe(false);
    expect(ShellArgs.safeParse({}).success).toBe(false);
  });

  it('take as many bytes of arguments as the kernel starts a program with', () => {
    const fits = (count: number) =>
      ShellArgs.safeParse({
        program: 'echo',
        args: Array.from({ length: count }, () => '\u20ac'.repeat(8_192)),
      });
    expect(fits(5).success).toBe(true);
    expect(fits(6).success).toBe(false);
  });

  it('answer with what a server said or with what came of a run', () => {
    const http = { url: 'http://a.example/', status: 200, headers: {}, body: '', truncated: false };
    expect(ExecutorOutput.safeParse(http).success).toBe(true);
    expect(ExecutorOutput.safeParse({ ...http, exit_code: 0 }).success).toBe(false);
  });
});
