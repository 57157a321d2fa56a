import picocolors from 'picocolors';
import type { Colors } from 'picocolors/types';
import { allRules, ruleFamilies, type Rule } from '../language/pipeline.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import type { Host } from './host.ts';
import { printableJson } from './printable.ts';

/** `parapet rules`: what lint looks for. */
export function rules(
  options: { readonly json: boolean; readonly colour: { readonly output: boolean } },
  host: Host,
): ExitCode {
  if (options.json) {
    const value = {
      version: 1,
      rules: allRules.map(({ id, formerIds, family, severity, strictOnly, options: settable, docs }) => ({
        id,
        ...(formerIds && { formerIds }),
        family,
        severity,
        // Off unless a configuration asks for it.
        ...(strictOnly && { strictOnly }),
        ...(settable && { options: settable }),
        summary: docs.summary,
        why: docs.why,
        fix: docs.fix,
        falsePositives: docs.falsePositives,
        source: docs.source,
      })),
    };
    host.output.write(`${printableJson(JSON.stringify(value, undefined, 2))}\n`);
    return exitCodes.clean;
  }
  const colours = picocolors.createColors(options.colour.output);
  const width = Math.max(...allRules.map((rule) => rule.id.length));
  const sections = ruleFamilies.flatMap((family) => {
    const members = allRules.filter((rule) => rule.family === family);
    if (members.length === 0) return [];
    const lines = members.map(
      (rule) => `  ${colours.cyan(rule.id.padEnd(width))}  ${severityText(rule, colours)}  ${rule.docs.summary}`,
    );
    return [[colours.bold(family), ...lines].join('\n')];
  });
  host.output.write(`${sections.join('\n\n')}\n`);
  host.errors.write('parapet explain RULE says more of one.\n');
  return exitCodes.clean;
}

function severityText(rule: Rule, colours: Colors): string {
  const text = rule.severity.padEnd('warning'.length);
  return rule.severity === 'error' ? colours.red(text) : rule.severity === 'warning' ? colours.yellow(text) : text;
}

/** A rule's page, as a terminal shows it. */
export function rulePage(rule: Rule, colours: Colors): string {
  const { docs } = rule;
  const section = (title: string, text: string): string => `${colours.bold(title)}\n${indent(wrap(text))}`;
  const example = (title: string, designs: readonly string[]): string[] =>
    designs.length === 0
      ? []
      : [`${colours.bold(title)}\n${designs.map((design) => indent(design.trim())).join('\n\n')}`];
  const settable = Object.entries(rule.options ?? {}).map(([name, { description, default: standard }]) =>
    indent(wrap(`${name}: ${description} Default: ${JSON.stringify(standard)}.`)),
  );
  const parts = [
    `${colours.bold(rule.id)}  ${rule.severity}, family ${rule.family}\n${wrap(docs.summary)}`,
    section('Why', docs.why),
    section('What to do', docs.fix),
    section('When it is wrong', docs.falsePositives),
    ...(settable.length > 0 ? [`${colours.bold('What can be set in parapet.json')}\n${settable.join('\n')}`] : []),
    ...example('Reported', docs.bad.slice(0, 1)),
    ...example('Not reported', docs.good.slice(0, 1)),
    section('Source', docs.source),
  ];
  return `${parts.join('\n\n')}\n`;
}

const textWidth = 96;

function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > textWidth) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}
