import type { Span } from '../../../model/span.ts';
import { certainService } from '../../certain-service.ts';
import { lifeCycleOn } from '../../life-cycle.ts';
import { remembered } from '../../remembered.ts';
import { defineRule } from '../../rule.ts';

const legacyNames = /\b(?:MMA|OMS agent|Log Analytics agent|Microsoft Monitoring Agent)\b/i;

export const legacyAgent = defineRule({
  id: 'legacy-agent',
  family: 'names',
  severity: 'warning',
  docs: {
    summary: 'A label names the retired Log Analytics agent.',
    why:
      'The Log Analytics agent (MMA, OMS agent) was retired in August 2024 and its uploads may stop at any time. Logs ' +
      'that a design promises by it are not certain to arrive.',
    fix: 'Collect with the Azure Monitor Agent, and say so.',
    falsePositives: 'A label that says what was replaced. The agent as a service is told by retired-service instead.',
    source: 'https://learn.microsoft.com/azure/azure-monitor/agents/azure-monitor-agent-migration',
    bad: [
      'use virtual-machines as servers\nuse log-analytics as workspace\n\nservers -> workspace : log "Security events by MMA"',
    ],
    good: [
      'use virtual-machines as servers\nuse log-analytics as workspace\n\nservers -> workspace : log "Security events by AMA"',
    ],
  },
  messages: {
    named:
      'The agent called "{written}" here is retired, so these logs may never arrive. Collect with the Azure Monitor Agent.',
  },
  *check(model, { date }) {
    const agent = model.catalog.service('log-analytics-agent');
    if (!agent || lifeCycleOn(agent, date).stage !== 'retired') return;
    for (const element of model.elements.values()) {
      const written = element.ownLabel ? legacyNameIn(element.label) : undefined;
      if (!written || !element.labelSpan || certainService(element)?.id === agent.id) continue;
      yield { span: element.labelSpan, message: 'named', data: { written }, subject: element.path };
    }
    const seen = new Set<Span>();
    for (const { label, statement, source, via, id } of model.flows) {
      const written = label === undefined ? undefined : legacyNameIn(label);
      if (!written || !statement?.labelSpan || seen.has(statement.labelSpan)) continue;
      seen.add(statement.labelSpan);
      // Where the agent itself is drawn, its own finding says it.
      const drawn = [source, via].some((element) => element && certainService(element)?.id === agent.id);
      if (!drawn) yield { span: statement.labelSpan, message: 'named', data: { written }, subject: id };
    }
  },
});

const legacyNameIn = remembered((label) => legacyNames.exec(label)?.[0]);
