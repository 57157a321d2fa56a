import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, settleEdits } from '../../../language/lint/apply-fixes.ts';
import { changeFlowKind, removeFlow, swapFlowEnds } from '../../../language/lint/edit-flow.ts';
import type { ArchitectureModel, Flow } from '../../../language/model/model.ts';
import type { TextEdit } from '../../../language/model/span.ts';
import { createProject } from '../../../language/pipeline.ts';
import { testDay } from './check-lint.ts';

const uri = 'file:///design/main.parapet';
const components = 'component a\ncomponent b\ncomponent c\ncomponent d\ncomponent e\ncomponent tool\n';

function read(text: string): { model: ArchitectureModel; errors: readonly string[] } {
  const project = createProject({ date: testDay, workspaceFolders: ['file:///design'] });
  project.setFile(uri, text);
  const errors = project.findings(uri).filter((finding) => finding.origin === 'language');
  return { model: project.model(uri)!, errors: errors.map((finding) => `${finding.rule}: ${finding.message}`) };
}

/** The statement after an edit of one of its flows, here named `source->target:kind`. */
function edited(
  statement: string,
  flow: string,
  edit: (model: ArchitectureModel, flow: Flow) => readonly TextEdit[] | undefined,
): string {
  const text = components + statement;
  const { model } = read(text);
  const edits = edit(
    model,
    model.flows.find((candidate) => candidate.id === flow)!,
  )!;
  return applyEdits(text, settleEdits(text, edits)).slice(components.length);
}

const remove = (statement: string, flow: string) => edited(statement, flow, (_, found) => removeFlow(found));

describe('removeFlow', () => {
  it('removes a statement that says nothing else', () => {
    assert.equal(remove('a -> b : log\na -> c : log', 'a->b:log'), 'a -> c : log');
  });

  it('takes an entry out of the one list that has several', () => {
    assert.equal(remove('a, b, c -> d : log', 'a->d:log'), 'b, c -> d : log');
    assert.equal(remove('a, b, c -> d : log', 'b->d:log'), 'a, c -> d : log');
    assert.equal(remove('a, b, c -> d : log', 'c->d:log'), 'a, b -> d : log');
    assert.equal(remove('a -> c, d : log "x"', 'a->d:log'), 'a -> c : log "x"');
    assert.equal(remove('a -> d : alert, log', 'a->d:log'), 'a -> d : alert');
    assert.equal(remove('a -> d : alert,\n  log { owner "x" }', 'a->d:alert'), 'a -> d : log { owner "x" }');
  });

  it('writes out what remains of several lists', () => {
    assert.equal(remove('a, b -> c, d : log', 'a->c:log'), 'b -> c, d : log\na -> d : log');
    assert.equal(
      remove('a, b -> c, d : alert, log via tool "x" { owner "SOC" tags one, two } // why', 'b->d:alert'),
      [
        'a -> c, d : alert, log via tool "x" { owner "SOC" tags one, two } // why',
        'b -> c : alert, log via tool "x" { owner "SOC" tags one, two }',
        'b -> d : log via tool "x" { owner "SOC" tags one, two }',
      ].join('\n'),
    );
  });

  it('leaves one way of two', () => {
    assert.equal(remove('a <-> b : log "x"', 'b->a:log'), 'a -> b : log "x"');
    assert.equal(remove('a <-> b : log "x"', 'a->b:log'), 'b -> a : log "x"');
    assert.equal(remove('a <-> b, c : log', 'c->a:log'), 'a -> b, c : log\nb -> a : log');
    assert.equal(remove('a <-> b, c : log', 'a->c:log'), 'a -> b : log\nb, c -> a : log');
    assert.equal(remove('a <-> b : alert, log', 'a->b:log'), 'a -> b : alert\nb -> a : alert, log');
  });

  it('keeps the indentation', () => {
    assert.equal(
      remove('group g {\n  a, b -> c, d : log\n}', 'a->c:log'),
      'group g {\n  b -> c, d : log\n  a -> d : log\n}',
    );
  });

  it('has nothing to remove of a derived flow', () => {
    const { model } = read('use defender-xdr as xdr\nuse sentinel\nintegrate *');
    assert.ok(model.flows.length > 0);
    for (const flow of model.flows) assert.equal(removeFlow(flow), undefined);
  });
});

describe('swapFlowEnds', () => {
  const swap = (statement: string, flow: string) => edited(statement, flow, swapFlowEnds);

  it('swaps the words of a flow that stands alone', () => {
    assert.equal(swap('a /* 1 */ -> b : log "x"', 'a->b:log'), 'b /* 1 */ -> a : log "x"');
  });

  it('takes the flow out of a list and writes it the other way', () => {
    assert.equal(swap('a, b -> c : log "x"', 'a->c:log'), 'b -> c : log "x"\nc -> a : log "x"');
    assert.equal(swap('a -> c : alert, log', 'a->c:log'), 'a -> c : alert\nc -> a : log');
  });

  it('only removes it where the other way is there already', () => {
    assert.equal(swap('a -> b : log\nb -> a : log', 'a->b:log'), 'b -> a : log');
    assert.equal(swap('a <-> b : log', 'a->b:log'), 'b -> a : log');
  });
});

describe('changeFlowKind', () => {
  const change = (statement: string, flow: string) =>
    edited(statement, flow, (model, found) => changeFlowKind(model, found, 'signal'));

  it('writes another kind', () => {
    assert.equal(change('a -> b : log', 'a->b:log'), 'a -> b : signal');
    assert.equal(change('a -> b : alert, log', 'a->b:log'), 'a -> b : alert, signal');
  });

  it('leaves the other flows of a list their kind', () => {
    assert.equal(change('a, b -> c : log', 'a->c:log'), 'b -> c : log\na -> c : signal');
    assert.equal(change('a <-> b : log', 'a->b:log'), 'b -> a : log\na -> b : signal');
  });

  it('only removes it where the kind is there already', () => {
    assert.equal(change('a -> b : signal, log', 'a->b:log'), 'a -> b : signal');
  });
});

describe('editing any flow of any statement', () => {
  const someOf = (...names: string[]) => fc.shuffledSubarray(names, { minLength: 1 });
  const statements = fc
    .record({
      sources: someOf('a', 'b', 'c'),
      targets: someOf('d', 'e', '"b"'),
      kinds: someOf('alert', 'log', 'signal'),
      arrow: fc.constantFrom('->', '<->'),
      via: fc.constantFrom('', ' via tool'),
      label: fc.constantFrom('', ' "Say \\"hello\\" \\\\ {x}"'),
      body: fc.constantFrom('', ' { owner "SOC, \\"EU\\"" status planned tags one, "two three" }'),
      end: fc.constantFrom('', ' // why', '\n'),
    })
    .map(
      ({ sources, targets, kinds, arrow, via, label, body, end }) =>
        `${sources.join(', ')} ${arrow} ${targets.join(', ')} : ${kinds.join(', ')}${via}${label}${body}${end}`,
    );

  /** Everything that a flow says but its place. */
  const said = (flow: Flow, over: Partial<Flow> = {}) => {
    const { source, target, kind, label, via, properties } = { ...flow, ...over };
    return JSON.stringify([source.name, target.name, kind, label, via?.name, properties]);
  };
  /** Each thing said once: what is said twice may be said once after an edit that adds. */
  const allSaid = (flows: readonly Flow[]) => flows.map((flow) => said(flow)).sort();

  const check = (
    edit: (model: ArchitectureModel, flow: Flow) => readonly TextEdit[] | undefined,
    expected: (model: ArchitectureModel, flow: Flow) => readonly string[],
  ) =>
    fc.assert(
      fc.property(statements, fc.nat(), (statement, pick) => {
        const text = `${components}${statement}\na -> c : context\n`;
        const before = read(text);
        const own = before.model.flows.filter((flow) => flow.kind !== 'context');
        fc.pre(own.length > 0);
        const flow = own[pick % own.length]!;
        const edits = edit(before.model, flow)!;
        const places = [...edits].sort((one, other) => one.span.start - other.span.start);
        for (const [index, place] of places.entries()) {
          const next = places[index + 1];
          assert.ok(!next || place.span.end < next.span.start, 'edits of one fix do not touch');
        }
        const after = read(applyEdits(text, settleEdits(text, edits)));
        assert.deepEqual(
          after.errors.filter((error) => !before.errors.includes(error)),
          [],
        );
        assert.deepEqual(allSaid(after.model.flows), expected(before.model, flow));
      }),
      { seed: 1, numRuns: 150 },
    );

  it('removes exactly that flow', () => {
    check(
      (_, flow) => removeFlow(flow),
      (model, flow) => allSaid(model.flows.filter((other) => other !== flow)),
    );
  });

  it('turns exactly that flow round', () => {
    check(swapFlowEnds, (model, flow) => {
      const rest = allSaid(model.flows.filter((other) => other !== flow));
      const there = model.flowsBetween(flow.target, flow.source).some((other) => other.kind === flow.kind);
      return there ? rest : [...rest, said(flow, { source: flow.target, target: flow.source })].sort();
    });
  });

  it('changes the kind of exactly that flow', () => {
    check(
      (model, flow) => changeFlowKind(model, flow, 'posture'),
      (model, flow) =>
        [...allSaid(model.flows.filter((other) => other !== flow)), said(flow, { kind: 'posture' })].sort(),
    );
  });
});
