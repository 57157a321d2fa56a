import type { SceneLegendEntry } from '../layout/scene.ts';
import type { Drawing } from './drawing.ts';
import { element, type Markup } from './svg-element.ts';
import type { Tokens } from './theme.ts';

/** What stands before a legend entry's words: the thing itself, small. */
export function legendSample(entry: SceneLegendEntry, tokens: Tokens, drawing: Drawing): Markup {
  const { sample, area } = entry;
  const middle = area.y + area.height / 2;
  switch (sample.type) {
    case 'flow':
      return drawing.sample(sample.kind, area.x, middle, area.width);
    case 'mark': {
      const size = 14;
      return drawing.mark({ kind: sample.mark, x: area.x + (area.width - size) / 2, y: middle - size / 2, size });
    }
    case 'pillar': {
      const size = 16;
      return drawing.glyph(
        sample.glyph,
        { x: area.x, y: middle - size / 2, width: size, height: size },
        tokens.pillars[sample.pillar],
      );
    }
    case 'sign':
      return element(
        'g',
        {},
        element('path', {
          d: `M${area.x} ${middle - 5}h6q4 0 4 5M${area.x} ${middle + 5}h6q4 0 4 -5h${area.width - 10}`,
          fill: 'none',
          stroke: tokens.mutedText,
          'stroke-width': 1.5,
        }),
      );
  }
}
