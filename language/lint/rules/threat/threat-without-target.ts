import { defineRule } from '../../rule.ts';

export const threatWithoutTarget = defineRule({
  id: 'threat-without-target',
  family: 'threat',
  severity: 'info',
  docs: {
    summary: 'A threat does not say what it is aimed at.',
    why: 'Without a target nobody can tell which part of the design has to withstand it, or whether any does.',
    fix: 'Name what it is aimed at: `targets users`.',
    falsePositives: 'A technique that is shown for completeness, as in a poster of a whole matrix.',
    source: 'Hygiene of a threat model',
    bad: ['use entra-id as entra\n\nthreat dumping { technique T1003 mitigated by entra }'],
    good: ['use entra-id as entra\n\nthreat dumping { technique T1003 targets entra mitigated by entra }'],
  },
  messages: {
    none: '{name} does not say what it is aimed at, so nobody can tell what has to withstand it. Add `targets` with the elements.',
  },
  *check(model) {
    // An attacker's way aims each step at the next.
    const moved = new Set(model.attacks.flatMap(({ moves }) => moves.map(({ source }) => source)));
    for (const { element, targets } of model.threats) {
      if (targets.length > 0 || moved.has(element)) continue;
      yield { span: element.nameSpan, message: 'none', data: { name: element.name }, subject: element.path };
    }
  },
});
