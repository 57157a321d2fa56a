import assert from 'node:assert/strict';
import { generateFiles } from '../../bench/generate-design.ts';
import { createProject, type Project } from '../../language/pipeline.ts';

const uri = 'file:///designs/design.parapet';

function projectOfSomeSize(): Project {
  const project = createProject({ date: '2026-12-01', workspaceFolders: ['file:///designs'] });
  for (const [name, text] of generateFiles(60)) project.setFile(`file:///designs/${name}`, text);
  return project;
}

describe('findings that are worked out in steps', () => {
  it('are those that are worked out at once, and other questions are answered in between', () => {
    const project = projectOfSomeSize();
    let steps = 0;
    for (const pause of project.prepareFindings(uri)) {
      assert.equal(pause, undefined);
      if (++steps % 10 === 0) assert.ok(project.model(uri)!.elements.size > 60);
    }
    assert.ok(steps > 20, 'there is room for other things');
    assert.deepEqual(project.findings(uri), projectOfSomeSize().findings(uri));
    assert.equal([...project.prepareFindings(uri)].length, 0, 'nothing is left to do');
  });

  it('go on no further after a change', () => {
    const project = projectOfSomeSize();
    const steps = project.prepareFindings(uri);
    assert.equal(steps.next().done, false);
    project.setFile(uri, `${project.parsed(uri)!.text}component extra\n`);
    assert.equal(steps.next().done, true);
  });
});
