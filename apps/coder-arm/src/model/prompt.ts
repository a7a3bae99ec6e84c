import type { ContentText } from '@octollm/arm-models';
import type { CoderInput, CoderOperation, Language, SyntaxFinding, TestRun } from '@octollm/contracts';
import { languageNames } from '../language-names.ts';

export type ModelOperation = Exclude<CoderOperation, 'analyze'>;

const duties: Readonly<Record<ModelOperation, string>> = {
  generate: 'Write code that does what the task says.',
  debug: 'Find and mend the defect that the task describes. Change nothing else.',
  refactor: 'Restructure the code as the task says. Its behaviour stays the same.',
  test: 'Write tests for the code. Do not repeat the code itself.',
  explain: 'Explain the code. Do not write any.',
  optimize: 'Make the code faster or leaner as the task says. Its results stay the same.',
};

const scriptTests =
  'Each test is a call of test(name, function); assert(condition, message) and assert.equal(actual, expected), which compares deeply, are there. What the code declares is there by its name: import nothing.';

/** How tests must look so that the executor can run them, see `testRun`. */
const testRules: Readonly<Partial<Record<Language, string>>> = {
  python:
    'Each test is a function whose name begins with test_, which takes nothing, is not async and uses assert. Import what you test from the module solution, and nothing else but the standard library.',
  javascript: scriptTests,
  typescript: scriptTests,
};

const codeRule = (language: Language): string =>
  `Answer with exactly one fenced block that begins with \`\`\`${language} and holds the complete code, and after it at most five sentences of explanation.`;

/** What the model is and how it must answer. */
export const systemPrompt = (operation: ModelOperation, language: Language): string =>
  [
    `You are a careful ${languageNames[language]} engineer.`,
    duties[operation],
    ...(operation === 'test' ? [testRules[language] ?? ''] : []),
    operation === 'explain' ? 'Answer in plain sentences without a code block.' : codeRule(language),
  ].join(' ');

/** What the model is given to read, none of which may instruct it. */
export const contentOf = ({
  code,
  tests,
  test_run: run,
  memories = [],
}: CoderInput): readonly ContentText[] => [
  ...(code === undefined || code === '' ? [] : [{ label: 'the code', text: code, required: true }]),
  ...(tests === undefined ? [] : [{ label: 'tests that the code must pass', text: tests, required: true }]),
  ...(run === undefined ? [] : [{ label: 'output of the last run of the tests', text: outputOf(run) }]),
  ...memories.map(({ instruction, code: solution, language }) => ({
    label: 'an earlier solution of another task, which may help',
    text: `Task: ${instruction}\nLanguage: ${languageNames[language]}\n\n${solution}`,
  })),
];

/** The end says what failed. */
const longestOutput = 8_000;

const outputOf = ({ exit_code: code, stdout, stderr, timed_out: timedOut }: TestRun): string =>
  [
    timedOut ? 'It did not end in time.' : `It ended with ${code ?? 'a signal'}.`,
    `${stdout}\n${stderr}`.slice(-longestOutput),
  ].join('\n');

/** The task itself. */
export const taskPrompt = ({ instruction }: Pick<CoderInput, 'instruction'>): string =>
  `Task: ${instruction}`;

/** The task again, with what was wrong with the answer. */
export const repairPrompt = (input: CoderInput, findings: readonly SyntaxFinding[]): string =>
  [
    taskPrompt(input),
    `Your last answer is among the texts above. It cannot be used:\n${findings.map(describeFinding).join('\n')}`,
    'Answer again in full, with these mistakes mended.',
  ].join('\n\n');

/** A finding as a line of text. */
export const describeFinding = ({ line, column, message }: SyntaxFinding): string =>
  `line ${line}, column ${column}: ${message}`;
