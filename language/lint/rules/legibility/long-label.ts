import { maximumLabelLength } from '../../../model/build-model.ts';
import { remembered } from '../../remembered.ts';
import { defineRule } from '../../rule.ts';

export const longLabel = defineRule({
  id: 'long-label',
  family: 'legibility',
  severity: 'info',
  docs: {
    summary: 'A label is too long to be read in a picture.',
    why:
      'A card has room for two lines, a line of the picture for four short ones: what is longer is cut off with an ' +
      'ellipsis, and pushes everything around it apart.',
    fix: 'Say it in a few words, and the rest in `description` or a doc comment, which show where the pointer rests.',
    falsePositives: 'Names that are that long: say what everybody calls it.',
    source: 'Hygiene; the room that cards and lines have in the picture',
    bad: [
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr\n\n' +
        'mde -> xdr : alert "All alerts of all onboarded devices of all subsidiaries, in near real time, with their evidence"',
    ],
    good: [
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr\n\n' +
        'mde -> xdr : alert "Alerts of all devices" { description "In near real time, with their evidence." }',
    ],
  },
  messages: {
    long: 'This label has {length} characters, and the picture has room for about {limit}: the rest is cut off. Say it shorter, and the rest in a description.',
  },
  options: {
    element: {
      type: 'integer',
      description: 'Longest label of an element, in characters.',
      default: 48,
      minimum: 1,
      maximum: 300,
    },
    flow: {
      type: 'integer',
      description: 'Longest label of a flow, in characters.',
      default: 80,
      minimum: 1,
      maximum: 300,
    },
  },
  *checkElement({ label, labelSpan, ownLabel, path }, _model, { options }) {
    if (!ownLabel || !labelSpan) return;
    const length = lengthOf(label);
    if (length <= options.element || isCut(label)) return;
    yield { span: labelSpan, message: 'long', data: { length, limit: options.element }, subject: path };
  },
  *checkFlow({ label, statement, id }, _model, { options }) {
    if (label === undefined || label.length <= options.flow || !statement?.labelSpan) return;
    const length = lengthOf(label);
    if (length <= options.flow || isCut(label)) return;
    yield { span: statement.labelSpan, message: 'long', data: { length, limit: options.flow }, subject: id };
  },
});

/** Of a label that no picture has room for the language tells itself, and keeps only a piece. */
function isCut(label: string): boolean {
  return label.length >= maximumLabelLength;
}

/** Characters as people count them, near enough: one for each code point. */
const lengthOf = remembered((text) => Array.from(text).length);
