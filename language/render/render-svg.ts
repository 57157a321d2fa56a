import type { Scene } from '../layout/scene.ts';
import { fontFiles } from '../text/generated/font-files.ts';
import { Drawing } from './drawing.ts';
import { onGround } from './on-ground.ts';
import { legendSample } from './render-legend.ts';
import { element, textNode } from './svg-element.ts';
import { tokensOf, type Theme } from './theme.ts';

export { themes, type Theme } from './theme.ts';

export interface RenderOptions {
  readonly theme: Theme;
  /** Another ground for the theme's colours to stand on, as `#rrggbb`: the editor's, for the preview. */
  readonly ground?: string;
  /** `embedded` carries the font inside the picture, so that it looks the same everywhere; default. */
  readonly font?: 'embedded' | 'none';
  /**
   * `picture` (default) makes the SVG one image with a title and description. `interactive` leaves that role out and
   * makes frames, cards and lines focusable with roles and names of their own, for the preview.
   */
  readonly purpose?: 'picture' | 'interactive';
}

const fontFamily = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** The `@font-face` rules of the bundled font, for a page that shows pictures without an embedded one. */
export function fontFaceRules(): string {
  return ([400, 600] as const)
    .map(
      (weight) =>
        `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/woff2;base64,${fontFiles[weight]}) format('woff2')}`,
    )
    .join('\n');
}

/**
 * Draws a scene. The same scene and options give the same bytes. Frames, cards and lines are `g` elements with
 * `data-id` = the item's `id` and `data-kind` = `frame`, `card` or `line`; nothing in ids or attributes comes from the
 * user except inside `title` and text nodes (and `aria-label`).
 */
export function renderSvg(scene: Scene, options: RenderOptions): string {
  const theme = tokensOf[options.theme];
  const tokens = options.ground === undefined ? theme : onGround(theme, options.ground);
  const interactive = options.purpose === 'interactive';
  const drawing = new Drawing(tokens, interactive);
  const { width, height } = scene;
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': fontFamily,
      ...(interactive
        ? { role: 'group', 'aria-label': scene.title || scene.view.title }
        : { role: 'img', 'aria-labelledby': 'parapet-title', 'aria-describedby': 'parapet-description' }),
    },
    ...(interactive
      ? []
      : [
          element('title', { id: 'parapet-title' }, textNode(scene.title || scene.view.title)),
          element('desc', { id: 'parapet-description' }, textNode(scene.description)),
        ]),
    ...(options.font === 'none' ? [] : [element('style', {}, textNode(fontFaceRules()))]),
    element('rect', { width, height, fill: tokens.background }),
    element('g', { class: 'heading' }, ...scene.heading.map((text) => drawing.text(text, tokens.text))),
    element('g', { class: 'frames' }, ...scene.frames.map((frame) => drawing.frame(frame))),
    ...(scene.columns
      ? [element('g', { class: 'columns' }, ...scene.columns.map((column) => drawing.column(column)))]
      : []),
    element('g', { class: 'lines' }, ...scene.lines.map((line) => drawing.line(line))),
    element('g', { class: 'gaps' }, ...scene.frames.flatMap((frame) => drawing.gaps(frame))),
    element('g', { class: 'cards' }, ...scene.cards.map((card) => drawing.card(card))),
    ...(scene.legend
      ? [
          element(
            'g',
            { class: 'legend' },
            ...scene.legend.entries.map((entry) =>
              element('g', {}, legendSample(entry, tokens, drawing), drawing.text(entry.text, tokens.mutedText)),
            ),
          ),
        ]
      : []),
  );
  return `${svg.markup}\n`;
}
