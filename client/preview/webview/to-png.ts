/** Pixels for one of the picture's, as far as the bounds below allow. */
const density = 2;
/** What browsers draw at most. */
const longestEdge = 16_000;
const mostPixels = 100_000_000;

/** Draws an SVG with its own font as a PNG. Nothing is loaded for it: all that it needs is in it. */
export async function toPng(svg: string, size: { readonly width: number; readonly height: number }): Promise<Blob> {
  const { width, height } = size;
  const scale = Math.min(density, longestEdge / Math.max(width, height), Math.sqrt(mostPixels / (width * height)));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The picture cannot be drawn.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.'))), 'image/png');
  });
}

/** Bytes in base 64. */
export async function toBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  const piece = 0x8000;
  for (let at = 0; at < bytes.length; at += piece) text += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(text);
}
