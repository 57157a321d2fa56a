import assert from 'node:assert/strict';
import type { ArchitectureModel } from '../../../language/model/model.ts';
import { folder, main, project } from './read-design.ts';

const files = {
  'hub.parapet': 'use sentinel\nuse log-analytics as workspace\nworkspace -> sentinel : log\n',
  'estate.parapet':
    'import "./hub.parapet"\nzone azure "Azure" {\n  use entra-id as entra\n  use virtual-machines as vm\n}\nentra, vm -> workspace : log\nintegrate entra, sentinel\n',
};

/** All that a model says, as plain data. */
function told(model: ArchitectureModel): unknown {
  const flows = (list: ArchitectureModel['flows']) => list.map(({ id, span }) => `${id} ${span.uri} ${span.start}`);
  return {
    files: model.files,
    elements: [...model.elements.values()].map(({ path, order, span, children }) => [
      path,
      order,
      span.start,
      children.map(({ name }) => name),
    ]),
    roots: model.roots.map(({ name }) => name),
    flows: flows(model.flows),
    ends: [...model.elements.values()].map((element) => [
      flows(model.flowsFrom(element)),
      flows(model.flowsInto(element)),
    ]),
    references: model.references.map(({ element, span, role }) => `${role} ${element.path} ${span.uri} ${span.start}`),
    threats: model.threats.length,
  };
}

describe('a design whose imports stay as they are', () => {
  const texts = [
    'import "./estate.parapet"\n',
    'import "./estate.parapet"\ncomponent tickets\nsentinel -> tickets : incident\n',
    'import "./estate.parapet"\ncomponent tickets\nsentinel -> tickets : incident\nvm -> sentinel : alert, log\n',
    'import "./estate.parapet"\ncomponent tickets\n\nvm -> sentinel : alert\nentra -> sentinel : log\n',
    'import "./estate.parapet"\nuse sentinel\nzone azure {\n  component x\n}\nx -> vm : log\n',
    'import "./estate.parapet"\nintegrate *\n',
    'import "./hub.parapet"\nintegrate *\n',
    'service own "Own" { sends log to sentinel }\nimport "./estate.parapet"\nuse own\nintegrate own, sentinel\n',
    'import "./estate.parapet"\nthreat t { targets vm }\n',
    'import "./estate.parapet"\n',
  ];

  it('is at each key what a project that has just begun makes of it', () => {
    const made = project({ ...files, 'main.parapet': texts[0]! });
    for (const text of [...texts, ...[...texts].reverse()]) {
      made.setFile(main, text);
      const fresh = project({ ...files, 'main.parapet': text });
      assert.deepEqual(told(made.model(main)!), told(fresh.model(main)!), text);
      assert.deepEqual(
        made.findings(main).map(({ rule, message, span }) => [rule, message, span.start]),
        fresh.findings(main).map(({ rule, message, span }) => [rule, message, span.start]),
        text,
      );
    }
  });

  it('leaves what was made of it before as it was', () => {
    const made = project({ ...files, 'main.parapet': texts[0]! });
    const first = made.model(main)!;
    const before = told(first);
    for (const text of texts.slice(1)) {
      made.setFile(main, text);
      made.model(main);
    }
    assert.deepEqual(told(first), before);
  });

  it('is read anew when one of them changes, and in a circle of imports', () => {
    const made = project({ ...files, 'main.parapet': texts[2]! });
    made.model(main);
    const hub = 'use sentinel as siem\nuse log-analytics as workspace\nworkspace -> siem : log\n';
    made.setFile(`${folder}/hub.parapet`, hub);
    const fresh = project({ ...files, 'hub.parapet': hub, 'main.parapet': texts[2]! });
    assert.deepEqual(told(made.model(main)!), told(fresh.model(main)!));
    const circle = 'import "./main.parapet"\nuse sentinel\nsentinel -> tickets : incident\n';
    made.setFile(`${folder}/hub.parapet`, circle);
    const whole = project({ ...files, 'hub.parapet': circle, 'main.parapet': texts[2]! });
    assert.deepEqual(told(made.model(main)!), told(whole.model(main)!));
  });
});
