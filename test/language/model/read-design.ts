import { createProject } from '../../../language/pipeline.ts';
import type { Project } from '../../../language/project.ts';
import type { ArchitectureModel } from '../../../language/model/model.ts';

export const folder = 'file:///workspace';
export const main = `${folder}/main.parapet`;

export function project(files: Record<string, string>): Project {
  const made = createProject({ date: '2026-11-21', workspaceFolders: [folder] });
  for (const [name, text] of Object.entries(files)) made.setFile(`${folder}/${name}`, text);
  return made;
}
export const modelOf = (text: string): ArchitectureModel => project({ 'main.parapet': text }).model(main)!;
/** Language findings as `rule: marked text`. */
export function languageFindings(text: string, more: Record<string, string> = {}): string[] {
  return project({ ...more, 'main.parapet': text })
    .findings(main)
    .filter((finding) => finding.origin === 'language')
    .map((finding) => `${finding.rule}: ${text.slice(finding.span.start, finding.span.end)}`);
}
