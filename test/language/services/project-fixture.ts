import type { Position } from 'vscode-languageserver-types';
import { createProject } from '../../../language/pipeline.ts';
import type { Project } from '../../../language/pipeline.ts';
import type { Fixture } from '../../fixture.ts';
import { parseFixture } from '../../fixture.ts';

/** The folder that the files of a fixture are said to lie in. */
export const folder = 'file:///designs';

/** A fixture's files in a project, with the places of its cursors. */
export interface ProjectFixture {
  readonly project: Project;
  readonly fixture: Fixture;
  /** URI of the first file. */
  readonly uri: string;
  /** Where the only cursor stands. */
  readonly cursor: { readonly uri: string; readonly position: Position };
}

/** Reads a fixture into a project; its date is 2026-11-21. */
export function projectFixture(source: string): ProjectFixture {
  const fixture = parseFixture(source);
  const project = createProject({ date: '2026-11-21', workspaceFolders: [folder] });
  for (const file of fixture.files) project.setFile(uriOf(file.path), file.text);
  return {
    project,
    fixture,
    uri: uriOf(fixture.main.path),
    get cursor() {
      const { file, offset } = fixture.cursor();
      const uri = uriOf(file.path);
      return { uri, position: project.parsed(uri)!.lines.positionAt(offset) };
    },
  };
}

/** The URI of a fixture's file. */
export function uriOf(path: string): string {
  return `${folder}/${path}`;
}
