import type { ArchitectureModel, Element } from '../../../model/model.ts';
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
  *checkElement(element, model, { date }) {
    const written = element.ownLabel ? legacyNameIn(element.label) : undefined;
    if (!written || !element.labelSpan || !isGone(model, date) || isAgent(element)) return;
    yield { span: element.labelSpan, message: 'named', data: { written }, subject: element.path };
  },
  *checkFlow({ label, statement, source, via, id }, model, { date }) {
    const written = label === undefined ? undefined : legacyNameIn(label);
    if (!written || !statement?.labelSpan || !isGone(model, date)) return;
    // Where the agent itself is drawn, its own finding says it.
    if (isAgent(source) || (via && isAgent(via))) return;
    yield { span: statement.labelSpan, message: 'named', data: { written }, subject: id };
  },
});

const agentId = 'log-analytics-agent';

function isGone(model: ArchitectureModel, date: string): boolean {
  const agent = model.catalog.service(agentId);
  return agent !== undefined && lifeCycleOn(agent, date).stage === 'retired';
}

function isAgent(element: Element): boolean {
  return certainService(element)?.id === agentId;
}

const legacyNameIn = remembered((label) => legacyNames.exec(label)?.[0]);
