/**
 * The page of a preview: draws what the panel sends, and tells it what the person did. Runs in the webview.
 *
 * What tests may rely on:
 *   body[data-state]        `loading`, `picture`, `message` (nothing to draw, or the server has stopped)
 *   body[data-theme]        theme the picture is drawn in: `light`, `dark`, `high-contrast`, `high-contrast-light`
 *   body[data-stale]        `true` while the picture is that of an earlier, whole text
 *   body[data-uri] [data-view] [data-sequence]   what is shown
 *   body[data-scale]        zoom, 1 for full size, as of a moment ago while it moves; `#plane.moving` tells that it does
 *   body[data-panel]        what the panel beside the picture shows: `details`, `filter`, `search`, `share`, `keys`
 *   body[data-road]         path of the element whose road is drawn
 *   #canvas                 the area that pans and zooms and takes the keys; #picture > svg is the picture, in which
 *                           `[data-id][data-kind=card|frame|line]` are its items, with their names as text,
 *                           `.switched-off` or `.dimmed` where they are, `.badge` in those that something is wrong with,
 *                           and `[data-flow-kind]` are the legend's switches
 *   #toolbar, #crumbs with #view (select), #zoom-out, #zoom-level, #zoom-in, #fit and a button a panel
 *   #message with #message-title, #message-text, #restart
 *   #problems with one button a problem; #stale shows and hides it over a picture; #notice, #overview, #progress
 *   #status                 what screen readers are told
 *   .marks .cursor, .marks .selected   the marks of the cursor's and of the pressed item
 */
import { isMessageToPage } from '../messages.ts';
import type { MessageToPanel } from '../messages.ts';
import { PreviewApp } from './preview-app.ts';
import type { SavedState } from './preview-app.ts';

interface VsCode {
  postMessage(message: MessageToPanel): void;
  getState(): unknown;
  setState(state: SavedState): void;
}
declare function acquireVsCodeApi(): VsCode;

const vscode = acquireVsCodeApi();
const app = new PreviewApp(vscode.getState(), {
  send: (message) => vscode.postMessage(message),
  save: (state) => vscode.setState(state),
});
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isMessageToPage(data)) app.receive(data);
});

/** A font that does not come must not keep the picture from coming. */
const longestWait = 1_000;
// Words drawn before their font is there would be seen to change: better than none at all, but not if it need not be.
const fonts = Promise.all(['400 13px Inter', '600 13px Inter'].map((font) => document.fonts.load(font)));
const waited = new Promise((resolve) => setTimeout(resolve, longestWait));
void Promise.race([fonts.catch(() => undefined), waited]).then(() => vscode.postMessage({ type: 'ready' }));
