import { isExpired, missingOf, subjectsOfAcceptance } from '../model/acceptance-subjects.ts';
import type { Acceptance, ArchitectureModel } from '../model/model.ts';
import { acceptanceSubject, acceptedThing } from './acceptance-subject.ts';
import { listing } from './fill-message.ts';
import type { Finding, Suppression } from './finding.ts';
import type { LintDesignOptions } from './lint-design.ts';
import type { Rule, RuleReport } from './rule.ts';
import { findingOf } from './run-rules.ts';
import { expiredAcceptance } from './rules/organisation/expired-acceptance.ts';
import { unknownAcceptance } from './rules/organisation/unknown-acceptance.ts';
import { unusedAcceptance } from './rules/organisation/unused-acceptance.ts';

/**
 * Marks what a design accepts among its findings, and tells what is wrong with the statements. A finding that was
 * accepted until a day in the past stays, and says so.
 */
export function judgeAcceptances(
  model: ArchitectureModel,
  found: readonly Finding[],
  options: LintDesignOptions,
): readonly Finding[] {
  if (model.acceptances.length === 0) return found;
  const told: Finding[] = [];
  const byRule = new Map<string, Acceptance[]>();
  const subjects = new Map<Acceptance, ReadonlySet<string>>();
  for (const acceptance of model.acceptances) {
    const rule = ruleOf(acceptance, options, told);
    if (!rule || missingOf(acceptance).length > 0) continue;
    const ofRule = byRule.get(rule.id) ?? [];
    byRule.set(rule.id, ofRule);
    ofRule.push(acceptance);
    subjects.set(acceptance, subjectsOfAcceptance(acceptance, model));
  }

  const used = new Set<Acceptance>();
  const judged = found.map((finding) => {
    const about = (byRule.get(finding.rule) ?? []).filter(
      (acceptance) => finding.subject !== undefined && subjects.get(acceptance)!.has(finding.subject),
    );
    for (const acceptance of about) used.add(acceptance);
    const holding = about.find((acceptance) => !isExpired(acceptance, options.date));
    if (holding) return { ...finding, suppression: suppressionBy(holding) };
    const related = about.map((acceptance) => ({
      span: acceptance.span,
      message: `Accepted until ${acceptance.until ?? ''}, which has passed`,
    }));
    return related.length > 0 ? { ...finding, related: [...finding.related, ...related] } : finding;
  });

  for (const [id, acceptances] of byRule) {
    const rule = options.rules.find(id).rule!;
    const others = [...new Set(found.filter((finding) => finding.rule === id).flatMap(({ subject }) => subject ?? []))];
    for (const acceptance of acceptances) {
      if (!used.has(acceptance)) tellUnused(acceptance, rule, others, options, told);
      else if (isExpired(acceptance, options.date)) {
        const { until = '', owner } = acceptance;
        tell(expiredAcceptance, acceptance, options, told, {
          message: 'expired',
          data: { rule: id, subject: acceptedThing(acceptance), until, owner: owner ? ` by ${owner}` : '' },
        });
      }
    }
  }
  return [...judged, ...told];
}

/** The rule that is accepted; what is wrong with its name is told. */
function ruleOf(acceptance: Acceptance, options: LintDesignOptions, told: Finding[]): Rule | undefined {
  const { text, span } = acceptance.rule;
  const named = options.rules.find(text);
  const replace = (id: string, safe: boolean): RuleReport['fixes'] => [
    { title: `Replace by ${id}`, edits: [{ span, newText: id }], safe },
  ];
  if (!named.rule) {
    const { suggestion } = named;
    tell(unknownAcceptance, acceptance, options, told, {
      span,
      message: 'unknown',
      data: { id: text, hint: suggestion ? `Did you mean ${suggestion}?` : '`parapet rules` lists those there are.' },
      fixes: suggestion ? replace(suggestion, false) : [],
    });
  } else if (named.former) {
    tell(unknownAcceptance, acceptance, options, told, {
      span,
      message: 'former',
      data: { id: text, now: named.rule.id },
      fixes: replace(named.rule.id, true),
      tag: 'deprecated',
      severity: 'warning',
    });
  }
  return named.rule;
}

function tellUnused(
  acceptance: Acceptance,
  rule: Rule,
  others: readonly string[],
  options: LintDesignOptions,
  told: Finding[],
): void {
  const words = [...acceptance.subjects, ...acceptance.targets];
  // A name that leads nowhere is told already, and a rule that does not run finds nothing.
  if (words.some(({ element }) => !element)) return;
  const files = new Set(words.flatMap(({ element }) => element?.span.uri ?? []));
  if ([...files].some((uri) => options.configurationOf(uri).settingOf(rule).level === 'off')) return;
  tell(unusedAcceptance, acceptance, options, told, {
    message: 'unused',
    data: {
      rule: rule.id,
      subject: acceptedThing(acceptance),
      elsewhere: others.length > 0 ? ` (it finds ${listing(others, 3)})` : '',
    },
    fixes: [{ title: 'Remove the statement', edits: [{ span: acceptance.span, newText: '' }], safe: false }],
    tag: 'unnecessary',
  });
}

function tell(
  rule: Rule,
  acceptance: Acceptance,
  options: LintDesignOptions,
  told: Finding[],
  report: Omit<RuleReport, 'span'> & Partial<RuleReport>,
): void {
  const { level } = options.configurationOf(acceptance.span.uri).settingOf(rule);
  if (level === 'off') return;
  told.push(findingOf(rule, { span: acceptance.span, subject: acceptanceSubject(acceptance), ...report }, level));
}

function suppressionBy({ reason, owner, ticket, until, span }: Acceptance): Suppression {
  return {
    kind: 'acceptance',
    span,
    ...(reason !== undefined && { reason }),
    ...(owner !== undefined && { owner }),
    ...(ticket !== undefined && { ticket }),
    ...(until !== undefined && { until }),
  };
}
