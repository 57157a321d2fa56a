import * as vscode from 'vscode';
import type { Place } from './picture-places.ts';

/** Shows the first of several places, or the one after that which is shown already; see `showText`. */
export async function showPlaces(
  places: readonly Place[],
  open: boolean,
  preview: vscode.ViewColumn | undefined,
): Promise<void> {
  const [first] = places;
  if (!first) return;
  const uri = vscode.Uri.parse(first.uri, true);
  const visible = visibleEditor(uri);
  if (!visible && !open) return;
  const document = visible?.document ?? (await vscode.workspace.openTextDocument(uri));
  const ranges = places
    .filter((place) => place.uri === first.uri)
    .map((place) => new vscode.Range(document.positionAt(place.start), document.positionAt(place.end)));
  const shown = visible ? ranges.findIndex((range) => range.isEqual(visible.selection)) : -1;
  // A double click comes after a click: it goes to what the click has shown.
  const next = open && shown >= 0 ? shown : (shown + 1) % ranges.length;
  const range = ranges[next];
  if (range) await showText(uri, range, open, preview);
}

/** Selects a range of a text that is to be seen; `open` brings the text up beside the preview and moves the focus to it. */
export async function showText(
  uri: vscode.Uri,
  range: vscode.Range,
  open: boolean,
  preview: vscode.ViewColumn | undefined,
): Promise<void> {
  const visible = visibleEditor(uri);
  if (!open) {
    if (!visible) return;
    visible.selection = new vscode.Selection(range.start, range.end);
    visible.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    return;
  }
  await vscode.window.showTextDocument(uri, {
    viewColumn: visible?.viewColumn ?? otherColumn(preview),
    selection: range,
  });
}

/** The editor in which a text is to be seen. */
export function visibleEditor(uri: vscode.Uri): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
}

/** Where a text goes that is not shown yet: beside the preview, never over it. */
function otherColumn(preview: vscode.ViewColumn | undefined): vscode.ViewColumn {
  return preview === undefined || preview === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
}
