import assert from 'node:assert/strict';
import type { CompletionItem, MarkupContent } from 'vscode-languageserver-types';
import { completion, hover, resolveCompletion } from '../../../language/pipeline.ts';
import { projectFixture } from './project-fixture.ts';

const design = 'use defender-for-office-365 as mdo\nuse defender-for-endpoint as mde\ncomponent users\n';

function offered(source: string): CompletionItem[] {
  const { project, cursor } = projectFixture(design + source);
  const { items } = completion(project, cursor.uri, cursor.position);
  return [...items]
    .sort((left, right) => ((left.sortText ?? '') < (right.sortText ?? '') ? -1 : 1))
    .map((item) => resolveCompletion(project, item));
}

function card(source: string): string {
  const { project, cursor } = projectFixture(design + source);
  return (hover(project, cursor.uri, cursor.position)!.contents as MarkupContent).value;
}

describe('completion of techniques', () => {
  it('finds them by the beginning of their id, with or without its letter', () => {
    for (const typed of ['T1566$0', 'T156$0', '1566$0'] as const) {
      const items = offered(`threat t { technique ${typed} }`);
      assert.ok(items.length > 0, typed);
      assert.ok(
        items.slice(0, 20).some(({ label }) => label === 'T1566'),
        typed,
      );
      for (const item of items) assert.match(item.label, /^T\d{4}(\.\d{3})?$/);
    }
  });

  it('finds them by their names and by those they had, and writes the id', () => {
    for (const [typed, id] of [
      ['phishing$0', 'T1566'],
      ['lsass$0', 'T1003.001'],
      ['"Spearphishing Att$0"', 'T1566.001'],
      ['"Remote Access Soft$0"', 'T1219'],
    ] as const) {
      const [first] = offered(`threat t { technique ${typed} }`).filter(({ label }) => label === id);
      assert.ok(first, typed);
      assert.equal(first.textEdit?.newText, id);
    }
  });

  it('shows name and tactics, and the published mappings of the design', () => {
    const item = offered('threat t { technique T1566.001$0 }').find(({ label }) => label === 'T1566.001')!;
    assert.match(item.labelDetails!.detail!, /Phishing: Spearphishing Attachment/);
    assert.match(item.labelDetails!.description!, /Initial Access/);
    assert.match(
      (item.documentation as MarkupContent).value,
      /Defender for Office 365: protect partial, detect significant/,
    );
  });

  it('leaves out what ATT&CK no longer keeps, and what is there already', () => {
    assert.ok(!offered('threat t { technique T1053$0 }').some(({ label }) => label === 'T1053.001'));
    assert.ok(!offered('threat t { technique T1003, T10$0 }').some(({ label }) => label === 'T1003'));
  });

  it('puts the tactics of the technique first', () => {
    const labels = offered('threat t {\n  technique T1055\n  tactic $0\n}').map(({ label }) => label);
    assert.deepEqual([...labels.slice(0, 2)].sort(), ['defense-evasion', 'privilege-escalation']);
    assert.equal(labels.length, 14);
  });
});

describe('hover on techniques', () => {
  it('says what was published about the services of the design, and who else has something', () => {
    const text = card('threat t { technique T1566.0$001 }');
    assert.match(text, /\*\*Phishing: Spearphishing Attachment\*\* · technique `T1566\.001`/);
    assert.match(text, /Initial Access/);
    assert.match(text, /Published mappings of this design's services:\n\n- Defender for Office 365: protect partial/);
    assert.match(text, /not in the design: .*`exchange-online-protection`/);
    assert.match(text, /MITRE Corporation/);
    assert.doesNotMatch(text, /covered/i);
  });

  it('says where nothing was published, and what became of a revoked one', () => {
    assert.match(card('threat t { technique T149$07 }'), /No mapping to it was published for any service/);
    assert.match(card('threat t { technique T1053.0$001 }'), /\*\*Revoked\*\*: ATT&CK keeps it as `T1053\.002`/);
  });

  it('is part of the card of a threat', () => {
    const text = card('threat phi$0shing { technique T1566.001, T9999 targets users }');
    assert.match(
      text,
      /`T1566\.001` Phishing: Spearphishing Attachment – published mapping of Defender for Office 365/,
    );
    assert.match(text, /T9999, which ATT&CK does not know/);
  });
});
