import type { OptionDefinitions, Rule } from './rule.ts';
import { ruleFamilies } from './rule.ts';

/** What the paths of rule pages are relative to: empty for the project's own folder, or an address that ends in `/`. */
const documentationRoot = '';

/** Where a rule is explained: the path of its page, which every package carries. */
export function ruleDocumentationUrl(id: string): string {
  return `${documentationRoot}docs/rules/${id}.md`;
}

/** What a rule says of one of its own examples; pages show it where the caller can find out. */
export type MessagesOf = (rule: Rule, example: string) => readonly string[];

/**
 * A rule's page: for the documentation as Markdown, for a terminal as plain text. Both hold the same and end with a
 * line break.
 */
export function renderRulePage(rule: Rule, format: 'markdown' | 'plain', messagesOf: MessagesOf = () => []): string {
  return format === 'markdown' ? markdownPage(rule, messagesOf) : plainPage(rule, messagesOf);
}

/** Whether a rule's findings come with a change that mends them, as its examples show it. */
export type FixOf = (rule: Rule) => 'safe' | 'unsafe' | undefined;

/** The list of all rules by family, in Markdown; for each what it stands on, and where its tests are. */
export function renderRuleIndex(rules: readonly Rule[], fixOf: FixOf = () => undefined): string {
  const lines = [
    '# Rules',
    '',
    'What Parapet looks for in a design. Each page says why it matters, what to do, and when the rule is wrong.',
    '',
    '**error**: the design contradicts what is documented, or names what no longer exists. **warning**: a documented gap',
    'or risk. **info**: hygiene, or where the evidence is thin. What the catalog marks as a guess never makes more than an',
    'info. _Strict_ marks a rule that is off until a configuration asks for it, by the preset `strict` or by name.',
    '',
    'What else was considered, and why it is no rule, is in [rules-considered.md](../rules-considered.md).',
    '',
    '**Fix**: `safe` is made by `--fix`, as it keeps what the author meant; `by hand` is offered and wants a look first.',
  ];
  for (const family of ruleFamilies) {
    const ofFamily = rules.filter((rule) => rule.family === family);
    if (ofFamily.length === 0) continue;
    lines.push('', `## ${capitalised(family)}`, '');
    lines.push('| Rule | Severity | Tells that | Fix | Evidence | Test |', '| --- | --- | --- | --- | --- | --- |');
    for (const rule of ofFamily) {
      const { id, docs, severity, strictOnly } = rule;
      const fix = { safe: 'safe', unsafe: 'by hand', none: '' }[fixOf(rule) ?? 'none'];
      const cells = [
        `[${id}](${id}.md)`,
        strictOnly ? `${severity}, _strict_` : severity,
        inTable(docs.summary),
        fix,
        inTable(docs.source),
        `[test](../../test/language/lint/rules/${id}.test.ts)`,
      ];
      lines.push(`| ${cells.join(' | ')} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function markdownPage(rule: Rule, messagesOf: MessagesOf): string {
  const { docs } = rule;
  const parts = [
    `# ${rule.id}`,
    docs.summary,
    `Severity: **${rule.severity}**${rule.strictOnly ? ', off until a configuration asks for it (`strict`, or by name)' : ''} · Family: **${rule.family}**`,
    `## Why it matters`,
    docs.why,
    '## What to do',
    docs.fix,
    '## False alarms, and what is left alone',
    docs.falsePositives,
    ...(rule.options ? ['## Options', optionList(rule.options, 'markdown')] : []),
    '## Reported',
    ...docs.bad.flatMap((example) => [
      fenced(example),
      ...messagesOf(rule, example).map((message) => `> ${escapedForMarkdown(message)}`),
    ]),
    '## Not reported',
    ...docs.good.map(fenced),
    '## Source',
    docs.source,
  ];
  return `${parts.join('\n\n')}\n`;
}

function plainPage(rule: Rule, messagesOf: MessagesOf): string {
  const { docs } = rule;
  const text = (title: string, body: string) => `${title}\n${indented(wrapped(withoutMarks(body), 94))}`;
  const parts = [
    `${rule.id}  (${rule.severity}, ${rule.family}${rule.strictOnly ? '; off until a configuration asks for it' : ''})`,
    wrapped(withoutMarks(docs.summary), 96),
    text('Why it matters', docs.why),
    text('What to do', docs.fix),
    text('False alarms, and what is left alone', docs.falsePositives),
    ...(rule.options ? [`Options\n${indented(optionList(rule.options, 'plain'))}`] : []),
    ...docs.bad.map((example) => {
      const messages = messagesOf(rule, example).map((message) => `\n\n${indented(wrapped(message, 94))}`);
      return `Reported\n${indented(example)}${messages.join('')}`;
    }),
    ...docs.good.map((example) => `Not reported\n${indented(example)}`),
    text('Source', docs.source),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What can be set about a rule in parapet.json. */
function optionList(options: OptionDefinitions, format: 'markdown' | 'plain'): string {
  const lines = Object.entries(options).map(([name, { description, default: standard }]) => {
    const [shown, value] = [name, JSON.stringify(standard)].map((text) =>
      format === 'markdown' ? `\`${text}\`` : text,
    );
    return `${format === 'markdown' ? '- ' : ''}${shown}: ${description} Default: ${value}.`;
  });
  return lines.join('\n');
}

function fenced(example: string): string {
  return `\`\`\`parapet\n${example}\n\`\`\``;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** Breaks a paragraph into lines of at most `width` characters, at spaces. */
function wrapped(text: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines.join('\n');
}

/** Pages mark code with backticks, which a terminal shows as they are. */
function withoutMarks(text: string): string {
  return text.replaceAll('`', '');
}

function escapedForMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, '\\$&');
}

function inTable(text: string): string {
  return text.replaceAll('|', '\\|');
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
