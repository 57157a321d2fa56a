import * as vscode from 'vscode';
import { count, list, record, text } from './preview/shape.ts';
import type { Guard } from './preview/shape.ts';

interface Place {
  readonly line: number;
  readonly character: number;
}
interface Location {
  readonly uri: string;
  readonly range: { readonly start: Place; readonly end: Place };
}

/** What the language server's code lenses run, by the names it is told when it starts. */
export const lensCommands = {
  openView: 'parapet.openView',
  showPlaces: 'parapet.showFlows',
  showFindings: 'parapet.showFindings',
} as const;

const isPlace: Guard<Place> = record<Place>({ line: count, character: count });
const isLocations: Guard<readonly Location[]> = list(
  record<Location>({ uri: text(10_000), range: record<Location['range']>({ start: isPlace, end: isPlace }) }),
  100_000,
);

/** Lists places beside the one they were asked for at. Anything else than a lens's arguments does nothing. */
export async function showPlaces(uri: unknown, position: unknown, locations: unknown): Promise<void> {
  if (!text(10_000)(uri) || !isPlace(position) || !isLocations(locations)) return;
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    vscode.Uri.parse(uri),
    new vscode.Position(position.line, position.character),
    locations.map(
      ({ uri: other, range: { start, end } }) =>
        new vscode.Location(
          vscode.Uri.parse(other),
          new vscode.Range(start.line, start.character, end.line, end.character),
        ),
    ),
  );
}

/** The file and the view that a lens or a link names; undefined where it names none. */
export function readView(uri: unknown, view: unknown): { readonly uri: vscode.Uri; readonly view: string } | undefined {
  if (!text(10_000)(uri)) return undefined;
  return { uri: vscode.Uri.parse(uri), view: text(10_000)(view) ? view : '' };
}
