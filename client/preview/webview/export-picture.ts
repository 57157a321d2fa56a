import type { Scene } from '../../../language/layout/scene.ts';
import { renderSvg } from '../../../language/render/render-svg.ts';
import type { RenderOptions } from '../../../language/render/render-svg.ts';
import type { PictureFormat } from '../messages.ts';
import { toBase64, toPng } from './to-png.ts';

/**
 * The picture for elsewhere, by the renderer that drew the one in the page: as SVG or as a PNG in base 64, or on the
 * clipboard. Nothing where that is not possible.
 */
export async function exportPicture(
  scene: Scene | undefined,
  options: RenderOptions,
  format: PictureFormat,
  copy: boolean,
): Promise<string | undefined> {
  if (!scene) return undefined;
  try {
    const svg = renderSvg(scene, options);
    if (format === 'svg') return svg;
    const png = toPng(svg, scene);
    if (!copy) return await toBase64(await png);
    await takeFocus();
    // The clipboard takes a promise, so that it is still the person's own key press that writes there.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return '';
  } catch {
    return undefined;
  }
}

/** The clipboard is for the page that has the focus, which a command may have taken elsewhere. */
async function takeFocus(): Promise<void> {
  for (let tries = 0; tries < 20 && !document.hasFocus(); tries++) {
    window.focus();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
