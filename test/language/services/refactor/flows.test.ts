import assert from 'node:assert/strict';
import { checkRefactoring, facts, refactored, titles } from './check-refactoring.ts';
import { uriOf } from '../project-fixture.ts';

const names = 'component a\ncomponent b\ncomponent c\ncomponent d\n';

describe('writing out what integrate derives', () => {
  const uses = 'use defender-for-endpoint as mde\nuse defender-for-identity as mdi\nuse defender-xdr as xdr\n';

  it('gives the same flows, written', () => {
    const source = `${uses}// all of them\ninteg$0rate mde, mdi -> xdr // known\n`;
    const { texts, before, after } = refactored(source, 'Write out the 3 flows it derives');
    assert.equal(
      texts['main.parapet'],
      `${uses}// all of them\nmde -> xdr : alert, signal, action\nmdi -> xdr : alert // known\n`.replace(
        ', action',
        '',
      ),
    );
    const uri = uriOf('main.parapet');
    assert.deepEqual(facts(after, uri, { derived: true }), facts(before, uri, { derived: true }));
    assert.ok(before.model(uri)!.flows.every((flow) => flow.derivedFrom));
    assert.ok(after.model(uri)!.flows.every((flow) => !flow.derivedFrom));
  });

  it('leaves out what is written already, and keeps the indentation and the line ends', () => {
    checkRefactoring(
      `${uses}group g {\n  mde -> xdr : alert\n  integrate m$0de -> xdr\n}\n`.replaceAll('\n', '\r\n'),
      'Write out the flow it derives',
      `${uses}group g {\n  mde -> xdr : alert\n  mde -> xdr : signal\n}\n`.replaceAll('\n', '\r\n'),
      { derived: true },
    );
  });

  it('does not make documentation of the statement one of a flow', () => {
    const source = `${uses}/** Everything. */\nintegrate $0*\n`;
    const title = titles(source).find((entry) => entry.startsWith('Write out'))!;
    const { texts, after, before } = refactored(source, title);
    assert.match(texts['main.parapet']!, /^\/\* Everything\. \*\/$/m);
    const uri = uriOf('main.parapet');
    assert.deepEqual(facts(after, uri, { derived: true }), facts(before, uri, { derived: true }));
  });

  it('is not offered where nothing is derived', () => {
    assert.deepEqual(
      titles('component a\ncomponent b\nintegrate $0a, b\n').filter((title) => title.startsWith('Write')),
      [],
    );
  });
});

describe('splitting flows', () => {
  it('makes one of each', () => {
    checkRefactoring(
      `${names}a, b $0-> c : alert, log via d "x" { status planned } // why\n`,
      'Split into 4 flows',
      `${names}a -> c : alert via d "x" { status planned }\na -> c : log via d "x" { status planned }\nb -> c : alert via d "x" { status planned }\nb -> c : log via d "x" { status planned } // why\n`,
    );
  });

  it('makes one for each entry of one list', () => {
    const source = `${names}a, b <-> c, $0d : alert\n`;
    checkRefactoring(source, 'Split into one flow for each source', `${names}a <-> c, d : alert\nb <-> c, d : alert\n`);
    checkRefactoring(source, 'Split into one flow for each target', `${names}a, b <-> c : alert\na, b <-> d : alert\n`);
  });

  it('says of each what was said of all', () => {
    checkRefactoring(
      `${names}group g {\n  /** Why. */\n  a, b -> $0c : log\n}\n`,
      'Split into 2 flows',
      `${names}group g {\n  /** Why. */\n  a -> c : log\n  /** Why. */\n  b -> c : log\n}\n`,
    );
  });

  it('is not offered for one flow, for one with comments in it, and for one that is broken', () => {
    for (const flow of ['a -> b :$0 log', 'a, /* and */ b -> $0c : log', 'a, b -> $0 : log', 'a, a -> $0b : log']) {
      assert.deepEqual(
        titles(`${names}${flow}\n`).filter((title) => title.startsWith('Split')),
        [],
        flow,
      );
    }
  });
});

describe('merging flows', () => {
  it('merges those that are selected', () => {
    checkRefactoring(
      `${names}$0a -> c : log "x"\n// of b\nb   ->  c : log   "x" // also$0\n\na -> d : log "x"\n`,
      'Merge 2 flows into one',
      `${names}// of b\n// also\na, b -> c : log "x"\n\na -> d : log "x"\n`,
    );
  });

  it('merges lists of every sort where all combinations are said', () => {
    checkRefactoring(
      `${names}$0a -> c, d : log\nb -> c : log\nb -> d :$0 log\n`,
      'Merge 3 flows into one',
      `${names}a, b -> c, d : log\n`,
    );
    assert.deepEqual(
      titles(`${names}$0a -> c : log\nb -> $0d : log\n`).filter((title) => title.startsWith('Merge')),
      [],
    );
  });

  it('finds those that go with the one at the cursor', () => {
    const source = `${names}a -> c : log\nb -> c : $0log\nb -> c : alert\nb -> d : log\nd -> c : log "other"\n`;
    assert.deepEqual(
      titles(source).filter((title) => title.startsWith('Merge')),
      [
        'Merge 2 flows into one with their sources',
        'Merge 2 flows into one with their targets',
        'Merge 2 flows into one with their kinds',
      ],
    );
    checkRefactoring(
      source,
      'Merge 2 flows into one with their sources',
      `${names}a, b -> c : log\nb -> c : alert\nb -> d : log\nd -> c : log "other"\n`,
    );
    checkRefactoring(
      source,
      'Merge 2 flows into one with their kinds',
      `${names}a -> c : log\nb -> c : log, alert\nb -> d : log\nd -> c : log "other"\n`,
    );
  });

  it('keeps what is said twice, and what differs in more than lists', () => {
    for (const flows of [
      '$0a -> c : log\na -> $0c : log\n',
      '$0a -> c : log\nb <-> $0c : log\n',
      '$0a -> c : log "x"\nb -> $0c : log "y"\n',
      '$0a -> c : log\nb -> $0c : log { status planned }\n',
      '/** One. */\n$0a -> c : log\nb -> $0c : log\n',
    ]) {
      assert.deepEqual(
        titles(names + flows).filter((title) => title.startsWith('Merge')),
        [],
        flows,
      );
    }
  });

  it('keeps one of two equal documentations', () => {
    checkRefactoring(
      `${names}/** One. */\n$0a -> c : log\n\n/** One. */\nb -> $0c : log\n`,
      'Merge 2 flows into one',
      `${names}/** One. */\na, b -> c : log\n`,
    );
  });
});
