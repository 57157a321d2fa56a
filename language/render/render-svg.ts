import type { Scene } from '../layout/scene.ts';

export const themes = ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const;
export type Theme = (typeof themes)[number];

export interface RenderOptions {
  readonly theme: Theme;
  /** `embedded` carries the font inside the picture, so that it looks the same everywhere; default. */
  readonly font?: 'embedded' | 'none';
  /**
   * `picture` (default) makes the SVG one image with a title and description. `interactive` leaves that role out and
   * makes frames, cards and lines focusable with roles and names of their own, for the preview.
   */
  readonly purpose?: 'picture' | 'interactive';
}

/**
 * Draws a scene. The same scene and options give the same bytes. Frames, cards and lines are `g` elements with
 * `data-id` = the item's `id` and `data-kind` = `frame`, `card` or `line`; nothing in ids or attributes comes from the
 * user except inside `title` and text nodes (and `aria-label`).
 */
export function renderSvg(scene: Scene, options: RenderOptions): string {
  void scene, void options;
  throw new Error('under construction');
}
