import { certainService } from '../../certain-service.ts';
import { onDate } from '../../calendar.ts';
import { printString } from '../../edit-flow.ts';
import { lifeCycleOn } from '../../life-cycle.ts';
import { replaceService } from '../../replace-service.ts';
import { defineRule } from '../../rule.ts';

export const formerName = defineRule({
  id: 'former-name',
  family: 'names',
  severity: 'warning',
  docs: {
    summary: 'A service is written by a name it no longer has.',
    why:
      'Microsoft renames security products often, and portals, documentation and licences only carry the new name. ' +
      'Who reads the old one looks for something that is not there any more, or takes it for another product.',
    fix:
      'Write the id of the service under its present name. The fix does that and keeps every flow that refers to it. ' +
      'A label is only pointed out: it is what the picture shows, and may be meant for readers who know the old name.',
    falsePositives:
      'A design that records the past on purpose: then keep the old name as a label and the present service in `use`. ' +
      'A former name that the catalog has no named source for is only told as information.',
    source:
      'The former names in the catalog, each with its source, for example https://learn.microsoft.com/entra/fundamentals/new-name',
    bad: [
      'use "Azure Sentinel"\nuse log-analytics as workspace\n\nworkspace -> sentinel : log',
      'use "Azure ATP" as mdi\nuse defender-xdr as xdr\n\nmdi -> xdr : alert',
      'use microsoft-endpoint-manager as devices\nuse entra-id as entra\n\ndevices -> entra : signal "Device compliance"',
    ],
    good: [
      'use sentinel\nuse log-analytics as workspace\n\nworkspace -> sentinel : log',
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n\nmdi -> xdr : alert',
    ],
  },
  messages: {
    service: '"{written}" was renamed {name}{when}: portals and documentation no longer show the old name. Write {id}.',
    renamed: '{written} is now {name}{when}: portals and documentation no longer show the old name. Write {id}.',
    label: 'The label "{written}" is a former name of {name}{when}: readers look for it in vain. Write "{short}".',
  },
  *checkElement(element, model, { date }) {
    const service = certainService(element);
    if (!service || !element.serviceSpan) return;
    const { stage } = lifeCycleOn(service, date);
    // What is gone has a finding of its own, which says more.
    if (stage === 'retired') return;

    const successor = stage === 'renamed' && service.successor ? model.catalog.service(service.successor) : undefined;
    const current = successor ?? service;
    const written = element.writtenAs?.by === 'former' ? element.writtenAs.text : undefined;
    if (written !== undefined) {
      const former = model.catalog.resolve(written).find((match) => match.service === service)?.former;
      yield {
        span: element.serviceSpan,
        message: 'service',
        data: { written, name: current.name, when: former?.until ? ` ${onDate(former.until)}` : '', id: current.id },
        fixes: replaceService(model, element, current.id, true),
        tag: 'deprecated',
        subject: element.path,
        severity: former?.guess ? 'info' : undefined,
      };
    } else if (successor) {
      yield {
        span: element.serviceSpan,
        message: 'renamed',
        data: {
          written: service.short,
          name: current.name,
          when: service.statusDate ? ` (since ${service.statusDate})` : '',
          id: current.id,
        },
        fixes: replaceService(model, element, current.id, true),
        tag: 'deprecated',
        subject: element.path,
      };
    }

    if (!element.ownLabel || !element.labelSpan) return;
    const ofLabel = model.catalog.resolve(element.label).filter((match) => match.service === current);
    const former = ofLabel.find((match) => match.by === 'former')?.former;
    if (!former || ofLabel.some((match) => match.by !== 'former')) return;
    yield {
      span: element.labelSpan,
      message: 'label',
      data: {
        written: element.label,
        name: current.name,
        when: former.until ? ` (until ${former.until})` : '',
        short: current.short,
      },
      fixes: [
        {
          title: `Replace by "${current.short}"`,
          edits: [{ span: element.labelSpan, newText: printString(current.short) }],
          safe: false,
        },
      ],
      subject: element.path,
      severity: 'info',
    };
  },
});
