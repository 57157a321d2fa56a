import type { NameMatch } from '../../../catalog/catalog.ts';
import { listing } from '../../fill-message.ts';
import { replaceService } from '../../replace-service.ts';
import { defineRule } from '../../rule.ts';

export const ambiguousAbbreviation = defineRule({
  id: 'ambiguous-abbreviation',
  family: 'names',
  severity: 'warning',
  docs: {
    summary: 'A service is written by a name that several services have.',
    why:
      'Which service is meant is then a guess, of the tool as of the reader: EPM is Endpoint Privilege Management to ' +
      'one and the retired Permissions Management to another. No other rule judges what rests on such a guess.',
    fix: 'Write the id of the service that is meant; there is one fix for each.',
    falsePositives:
      'None in `use`, where the meaning decides what is drawn and checked. A label is only pointed out: your readers may ' +
      'know just one meaning.',
    source: 'The names and abbreviations of the services in the catalog',
    bad: ['use EPM as privileges\nuse intune\n\nintune -> privileges : policy'],
    good: ['use intune-endpoint-privilege-management as privileges\nuse intune\n\nintune -> privileges : policy'],
  },
  messages: {
    service:
      '"{written}" can mean {names}; the first was taken, which is a guess. Write the id of the one you mean: {ids}.',
    label: 'The label "{written}" can also be read as {others}. Write the name out: "{short}".',
  },
  *checkElement(element, model) {
    const { service, serviceSpan, writtenAs } = element;
    if (!service) return;
    if (serviceSpan && writtenAs && writtenAs.candidates.length > 1) {
      const { candidates } = writtenAs;
      yield {
        span: serviceSpan,
        message: 'service',
        data: {
          written: writtenAs.text,
          names: listing(
            candidates.map((candidate) => candidate.name),
            4,
            'or',
          ),
          ids: listing(
            candidates.map((candidate) => candidate.id),
            4,
            'or',
          ),
        },
        fixes: candidates.flatMap((candidate) => replaceService(model, element, candidate.id, false)),
        subject: element.path,
      };
    }

    if (!element.ownLabel || !element.labelSpan) return;
    const meanings = model.catalog.resolve(element.label).filter(isShortForm);
    const others = meanings.filter((match) => match.service !== service);
    if (meanings.length === others.length || others.length === 0) return;
    yield {
      span: element.labelSpan,
      message: 'label',
      data: {
        written: element.label,
        others: listing([...new Set(others.map((match) => match.service.name))], 4, 'or'),
        short: service.short,
      },
      subject: element.path,
      severity: 'info',
    };
  },
});

/** A full name or an id is clear even where it is another's abbreviation. */
function isShortForm(match: NameMatch): boolean {
  return match.by === 'abbreviation' || match.by === 'short' || match.by === 'former';
}
