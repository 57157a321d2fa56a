import { printString } from '../../edit-flow.ts';
import { certainService } from '../../certain-service.ts';
import { defineRule } from '../../rule.ts';

export const wrongBrandPrefix = defineRule({
  id: 'wrong-brand-prefix',
  family: 'names',
  severity: 'info',
  docs: {
    summary: 'A label puts Azure before a service that is not called so.',
    why: 'Entra and Defender services are sold, operated and documented under their own brands; who looks for an "Azure" one does not find it.',
    fix: 'Leave Azure out.',
    falsePositives: 'A habit your readers share: hence information only.',
    source: 'https://learn.microsoft.com/entra/fundamentals/new-name',
    bad: [
      'use conditional-access as access "Azure Conditional Access"\nuse entra-id as entra\n\nentra -> access : signal',
    ],
    good: ['use conditional-access as access "Conditional Access"\nuse entra-id as entra\n\nentra -> access : signal'],
  },
  messages: {
    prefix: 'There is no "{written}": it is called {name}. Leave Azure out.',
  },
  *checkElement(element, model) {
    const service = certainService(element);
    const { label, labelSpan } = element;
    if (!service || !element.ownLabel || !labelSpan || !/^Azure\s/i.test(label)) return;
    if (!/\b(?:Entra|Defender)\b/.test(service.name) || /\bAzure\b/.test(service.name)) return;
    const matches = model.catalog.resolve(label).filter((match) => match.service === service);
    // A former name with Azure in it was right once, and is told by the rule on former names.
    if (matches.length === 0 || matches.some((match) => match.by === 'former')) return;
    yield {
      span: labelSpan,
      message: 'prefix',
      data: { written: label, name: service.name },
      fixes: [
        {
          title: `Replace by "${service.short}"`,
          edits: [{ span: labelSpan, newText: printString(service.short) }],
          safe: false,
        },
      ],
      subject: element.path,
    };
  },
});
