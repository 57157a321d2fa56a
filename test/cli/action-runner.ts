import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { makeFolder } from './run-parapet.ts';

/** A composite action of GitHub, as far as its file says. */
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly description: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly shell: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run: string;
}

/** What the runner gives to an action besides its inputs. */
export interface Surroundings {
  /** The folder that the action itself lies in. */
  readonly actionFolder: string;
  /** The checked-out repository. */
  readonly workspace: string;
  readonly ref: string;
  /** What is in the event's file. */
  readonly event: object;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ActionRun {
  /** Of the step that failed, else 0. */
  readonly code: number;
  /** What all steps wrote, in order. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly stepsRun: readonly string[];
}

/**
 * Runs a composite action as the runner of GitHub Actions does: expressions are put in, each step runs in a bash of its
 * own with the files that it may write its outputs and its summary into, and the first that fails ends the run.
 */
export async function runAction(
  file: string,
  inputs: Readonly<Record<string, string>>,
  surroundings: Surroundings,
): Promise<ActionRun> {
  const action = parse(readFileSync(file, 'utf8')) as Action;
  assert.equal(action.runs.using, 'composite');
  for (const name of Object.keys(inputs)) assert.ok(name in action.inputs, `no input ${name}`);
  const files = makeFolder({ 'event.json': JSON.stringify(surroundings.event), summary: '' });
  const temporary = makeFolder();
  const values = new Map<string, string>([['github.action_path', surroundings.actionFolder]]);
  for (const [name, { default: value }] of Object.entries(action.inputs)) {
    values.set(`inputs.${name}`, inputs[name] ?? value ?? '');
  }

  let log = '';
  let code = 0;
  const stepsRun: string[] = [];
  for (const [index, step] of action.runs.steps.entries()) {
    if (step.if !== undefined && !isTrue(step.if, values)) continue;
    assert.equal(step.shell, 'bash', step.name);
    assert.doesNotMatch(
      step.run,
      /\$\{\{/,
      `${step.name}: an expression in a script is a way in for a stranger's text`,
    );
    stepsRun.push(step.name);
    const output = join(files, `output-${index}`);
    const script = join(files, `step-${index}.sh`);
    writeFileSync(output, '');
    writeFileSync(script, step.run);
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, fillIn(text, values)]));
    const result = await bash(script, surroundings.workspace, {
      PATH: process.env['PATH'] ?? '',
      HOME: temporary,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: surroundings.workspace,
      GITHUB_REF: surroundings.ref,
      GITHUB_REPOSITORY: 'octo/designs',
      GITHUB_EVENT_PATH: join(files, 'event.json'),
      GITHUB_STEP_SUMMARY: join(files, 'summary'),
      GITHUB_OUTPUT: output,
      GITHUB_ENV: join(files, `environment-${index}`),
      RUNNER_TEMP: temporary,
      ...surroundings.environment,
      ...env,
    });
    log += result.log;
    for (const line of readFileSync(output, 'utf8').split('\n').filter(Boolean)) {
      const equals = line.indexOf('=');
      assert.ok(equals > 0, `not an output: ${line}`);
      if (step.id !== undefined)
        values.set(`steps.${step.id}.outputs.${line.slice(0, equals)}`, line.slice(equals + 1));
    }
    code = result.code;
    if (code !== 0) break;
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, fillIn(value, values)] as const);
  return {
    code,
    log,
    outputs: Object.fromEntries(outputs),
    summary: readFileSync(join(files, 'summary'), 'utf8'),
    stepsRun,
  };
}

function fillIn(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => valueOf(expression, values));
}

function valueOf(expression: string, values: ReadonlyMap<string, string>): string {
  const literal = /^'([^']*)'$/.exec(expression);
  if (literal) return literal[1]!;
  assert.match(expression, /^(inputs\.[\w-]+|steps\.[\w-]+\.outputs\.[\w-]+|github\.action_path)$/);
  // An output that was not written is empty, an input that is not there is a mistake.
  assert.ok(!expression.startsWith('inputs.') || values.has(expression), expression);
  return values.get(expression) ?? '';
}

/** Comparisons joined by `&&`, which is all that the action uses. */
function isTrue(condition: string, values: ReadonlyMap<string, string>): boolean {
  const expression = /^\$\{\{\s*(.*?)\s*\}\}$/.exec(condition)?.[1] ?? condition;
  return expression.split(' && ').every((comparison) => {
    const parts = /^(\S+) (==|!=) (\S+)$/.exec(comparison);
    assert.ok(parts, comparison);
    const equal = valueOf(parts[1]!, values) === valueOf(parts[3]!, values);
    return parts[2] === '==' ? equal : !equal;
  });
}

/** As the runner starts a step with `shell: bash`. */
export function bash(
  script: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly log: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (log += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, log }));
  });
}
