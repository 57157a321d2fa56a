import assert from 'node:assert/strict';
import { createProject, type ArchitectureModel } from '../../language/pipeline.ts';

/** The model of a design that stands in one file. Findings are not looked at: pictures are drawn of broken designs too. */
export function modelOf(text: string): ArchitectureModel {
  const uri = 'file:///design/main.parapet';
  const project = createProject({ date: '2026-11-21', workspaceFolders: ['file:///design'] });
  project.setFile(uri, text);
  const model = project.model(uri);
  assert.ok(model);
  return model;
}
