import assert from 'node:assert/strict';
import type { MarkupContent } from 'vscode-languageserver-types';
import { hover } from '../../../language/pipeline.ts';
import { code, escaped, link, paragraphs, webAddress } from '../../../language/services/markdown.ts';
import { projectFixture } from './project-fixture.ts';

function card(source: string): string | undefined {
  const { project, cursor } = projectFixture(source);
  const found = hover(project, cursor.uri, cursor.position);
  return found && (found.contents as MarkupContent).value;
}

const design = `
use defender-for-endpoint as mde { owner "Blue team" status planned }
use defender-xdr as xdr
use sentinel
component tickets "Ticket system"
/** What belongs to \`Microsoft\`. */
zone cloud "Cloud" { use entra-id as entra }
mde -> xdr : alert "the connector"
xdr <-> sentinel : incident
sentinel -> tickets : incident
entra -> sentinel : log
integrate mde, sentinel
view v "The view" { include * }
`;

/** The design with the cursor in the first occurrence of a text. */
function at(before: string, inside: string): string {
  const index = design.indexOf(before + inside);
  assert.ok(index >= 0, before + inside);
  const place = index + before.length + 1;
  return `${design.slice(0, place)}$0${design.slice(place)}`;
}

describe('hover', () => {
  it('shows the card of a service where it is used', () => {
    const text = card(at('use ', 'defender-for-endpoint'))!;
    assert.match(text, /^\*\*Microsoft Defender for Endpoint\*\* · `defender-for-endpoint` · `MDE`/);
    assert.match(text, /Formerly .*MDATP/);
    assert.match(text, /Devices and endpoints/);
    assert.match(
      text,
      /Sends, as the catalog knows it\n\n- alert → Defender XDR, Sentinel, .*\n- log → Sentinel\n- signal → /,
    );
    assert.match(text, /In this design, `mde`\n\n- alert → `xdr`: the connector/);
    assert.match(text, /\[Microsoft Defender portal\]\(https:\/\/security\.microsoft\.com\)/);
    assert.match(text, /\[Documentation\]\(https:\/\/learn\.microsoft\.com/);
    assert.match(text, /\n\nCompared with its sources on \d{4}-\d{2}-\d{2}\.$/);
  });

  it('is short enough to be read: what the design has of it first, and the catalog a line a kind', () => {
    const text = card(at('use ', 'sentinel'))!;
    const place = (words: string): number => {
      const index = text.indexOf(words);
      assert.ok(index >= 0, words);
      return index;
    };
    assert.ok(place('In this design') < place('Requires'));
    assert.ok(place('Requires') < place('as the catalog knows it'));
    assert.ok(text.split('\n').filter((line) => line.startsWith('- ')).length <= 16, text);
    // Of many senders of logs, the one that the design has is told.
    assert.match(text, /^- log ← Entra ID, Defender for Endpoint, .*, and \d+ more$/m);
  });

  it('tells names that ended together at once', () => {
    assert.match(
      card(at('use ', 'defender-for-endpoint'))!,
      /^Formerly Microsoft Defender Advanced Threat Protection, .*MDATP, ATP \(until 2020\); Windows Defender ATP, .*\(until 2019\)/m,
    );
  });

  it('marks what the catalog only guesses', () => {
    assert.match(card(at('use ', 'defender-for-endpoint'))!, /Defender for Identity \(a guess\)/);
  });

  it('shows what a service is part of and needs', () => {
    const text = card('use defender-for-ident$0ity')!;
    assert.match(text, / · part of Defender XDR$/m);
    assert.match(text, /^Requires AD DS \(not in this design\)$/m);
  });

  it('says which of what a service needs the design has', () => {
    const value = card('use sentin$0el\nuse log-analytics as workspace\nuse log-analytics as archive\n')!;
    assert.match(value, /^Requires Log Analytics \(`workspace`, `archive`\)$/m);
  });

  it('explains what was found at a place, and what to do, before all else', () => {
    const value = card('use log-analytics\nuse azure-sen$0tinel\n')!;
    assert.match(value, /^\*\*Why [^]*\n---\n\n\*\*Microsoft Sentinel\*\*/);
    assert.match(value, /\*\*Why `former-name`\*\* – Microsoft renames security products often/);
    assert.match(value, /\*\*What to do\*\* – Write the id of the service under its present name/);
    assert.doesNotMatch(card('use log-analytics\nuse sen$0tinel\n')!, /What to do/);
  });

  it('leads from there to the page of the rule, where there is one', () => {
    const { project, cursor } = projectFixture('use azure-sen$0tinel\n');
    const found = hover(project, cursor.uri, cursor.position, { pageOf: (rule) => `file:///pages/${rule}.md` })!;
    assert.match(
      (found.contents as MarkupContent).value,
      /\*\*Why \[`former-name`\]\(file:\/\/\/pages\/former-name\.md\)/,
    );
  });

  it('shows it by a former name too, with what the service is called today', () => {
    assert.match(card('use "Azure $0ATP" as x')!, /^\*\*Microsoft Defender for Identity\*\*/m);
  });

  it('says when a service is retired or renamed, and what to use instead', () => {
    const { project } = projectFixture('');
    const retired = project
      .model('file:///designs/main.parapet')!
      .catalog.services.find((service) => service.status === 'retired' && service.successor)!;
    const text = card(`use ${retired.id.slice(0, 2)}$0${retired.id.slice(2)}`)!;
    assert.match(text, /\*\*Retired/);
    assert.ok(text.includes(`\`${retired.successor}\` instead`));
  });

  it('shows an element where it is referred to, with what was said of it', () => {
    const text = card(at('\n', 'mde -> xdr'))!;
    assert.match(text, /`mde`, an instance of/);
    assert.match(text, /status planned · owner Blue team/);
    assert.match(text, /Microsoft Defender for Endpoint/);
  });

  it('shows a component and a zone with its crossings and documentation', () => {
    assert.match(card(at('-> ', 'tickets'))!, /\*\*Ticket system\*\* · component `tickets`[^]*incident ← `sentinel`/);
    const zone = card(at('zone ', 'cloud'))!;
    assert.match(zone, /\*\*Cloud\*\* · zone `cloud`/);
    assert.match(zone, /What belongs to \\`Microsoft\\`\./);
    assert.match(zone, /Holds `entra`/);
    assert.match(zone, /crossed by 0 flows inwards and 1 flow outwards/);
  });

  it('tells at an arrow what the catalog says about the flow, and on what it stands', () => {
    const text = card(at('mde -', '> xdr'))!;
    assert.match(text, /\*\*alert\*\* – One detection/);
    assert.match(text, /The catalog knows Defender for Endpoint → Defender XDR/);
    assert.match(text, /Source: /);
  });

  it('tells at a kind what it means, and whether the catalog knows it', () => {
    assert.match(card(at('mde -> xdr : ', 'alert'))!, /\*\*alert\*\*: endpoint alerts/);
    assert.match(card('use sentinel\nuse entra-id as e\nsentinel -> e : po$0sture')!, /The catalog knows no posture/);
    assert.match(card('use sentinel\ncomponent c\nsentinel -> c : lo$0g')!, /The catalog has nothing on `c`/);
  });

  it('lists at integrate the flows it stands for', () => {
    assert.match(card(at('\n', 'integrate'))!, /Stands for \d+ flows? that the catalog knows\n\n- `mde` → `sentinel`/);
  });

  it('explains words, properties and values of the language', () => {
    assert.match(card('zo$0ne z "Z"')!, /A trust boundary/);
    assert.match(card('use sentinel a$0s s')!, /Gives the instance a name/);
    assert.match(card('use sentinel { ow$0ner "x" }')!, /Who answers for it/);
    assert.match(card('use sentinel { status pl$0anned }')!, /Where it is in its life/);
    assert.match(card('view v { dire$0ction right }')!, /Which way the flows run/);
    assert.match(card('view v { inc$0lude * }')!, /What to draw/);
    assert.match(card('service s "S" {\n  sends al$0ert to sentinel\n}')!, /One detection/);
    assert.match(card('service s "S" {\n  sends alert to sen$0tinel\n}')!, /Microsoft Sentinel/);
    assert.match(card(at('view ', 'v "The'))!, /\*\*The view\*\* · view `v`/);
  });

  it('tells of a value what it means', () => {
    assert.match(card('use sentinel { status pl$0anned }')!, /^\*\*planned\*\* – Not there yet\./);
    assert.match(card('component c { pillar iden$0tity }')!, /^\*\*identity\*\* – Identity and access\./);
    assert.match(card('service s "S" {\n  stage enforce$0ment\n}')!, /^\*\*enforcement\*\* – It enforces\./);
    assert.match(card('view v { direction do$0wn }')!, /^\*\*down\*\* – From top to bottom\./);
    assert.match(card('architecture a "A" { cloud gcc-hi$0gh }')!, /^\*\*gcc-high\*\* – GCC High\./);
    assert.doesNotMatch(card('use sentinel { owner "S$0OC" }')!, /SOC/);
  });

  it('tells at an import what the file brings', () => {
    const files =
      '//- b.parapet\n/** What all teams share. */\narchitecture shared "Landing zone"\nuse sentinel as soc\n';
    const text = card(`import "./b.par$0apet"\n${files}use entra-id\nentra-id -> soc : log\n`)!;
    assert.match(text, /^\*\*Landing zone\*\*\n\nWhat all teams share\.\n\nBrings `soc`, `entra-id` and 1 flow\.$/);
    assert.match(card('import "./c.par$0apet"\n//- c.parapet\n// nothing\n')!, /^Brings nothing\.$/m);
    assert.equal(card('import "./missing.par$0apet"'), undefined);
  });

  it('sums up the design at its name', () => {
    const text = card('/** Why. */\narchitecture so$0c "The SOC" { owner "Blue" cloud gcc }\nuse sentinel\n')!;
    assert.match(
      text,
      /^\*\*The SOC\*\* · architecture `soc`\n\nWhy\.\n\nowner Blue · cloud gcc\n\n1 element, 0 flows/,
    );
  });

  it('explains rules, and the words that silence them, in comments', () => {
    assert.match(
      card('// parapet-disable-next-line former-n$0ame -- known\nuse azure-sentinel')!,
      /^\*\*former-name\*\* · /,
    );
    assert.match(card('// parapet-dis$0able-next-line former-name -- known\nuse azure-sentinel')!, /on the next line/);
    assert.equal(card('// parapet-disable-next-line former-name -- kn$0own\nuse azure-sentinel'), undefined);
  });

  it('says nothing where there is nothing to say', () => {
    for (const source of [
      '$0',
      '// com$0ment',
      'use nobody-kno$0ws-this',
      'use sentinel "lab$0el"',
      'a$0 -> b : alert',
    ]) {
      assert.equal(card(source), undefined, source);
    }
  });

  it('never lets a text become markup', () => {
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '[x](command:evil)',
      '**bold** `code`',
      '![x](https://evil.example/x.png)',
      '| a | b |',
      '# head',
      '- item',
      '1. item',
      'https://evil.example',
      '&lt;b&gt;',
      '~~~',
      '](',
      '\\',
    ];
    for (const text of hostile) {
      const label = text.replace(/["\\]/g, '\\$&');
      const shown = card(
        `component c "${label}" { description "${label}" owner "${label}" }\ncomponent d\nd -> $0c : log "${label}"`,
      )!;
      assert.doesNotMatch(shown, /(^|[^\\])</, shown);
      assert.doesNotMatch(shown, /(^|[^\\])\[/, shown);
      assert.doesNotMatch(shown, /(^|[^\\])!\[/, shown);
      assert.doesNotMatch(shown, /(^|[^\\]):\/\//, shown);
      assert.doesNotMatch(shown, /(^|\n)(# |1\. |~~~)/, shown);
    }
  });
});

describe('markdown', () => {
  it('escapes signs that mean something, and leaves others readable', () => {
    assert.equal(escaped('a*b_c [d](e) <f> `g`'), 'a\\*b\\_c \\[d\\](e) \\<f\\> \\`g\\`');
    assert.equal(escaped('Defender for Office 365, Plan-2 (P2).'), 'Defender for Office 365, Plan-2 (P2).');
    assert.equal(escaped('# a\n\nb'), '\\# a b');
    assert.equal(escaped('12. a'), '12\\. a');
  });

  it('keeps code in its fence whatever it holds', () => {
    assert.equal(code('a'), '`a`');
    assert.equal(code('a`b'), '``a`b``');
    assert.equal(code('``'), '``` `` ```');
  });

  it('links to https only', () => {
    assert.equal(link('a', 'https://x.example/(b) c'), '[a](https://x.example/%28b%29%20c)');
    for (const address of [
      'http://x',
      'command:x',
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc',
      '//x',
      undefined,
    ]) {
      assert.equal(link('a', address), 'a');
    }
    assert.equal(webAddress('https://'), undefined);
  });

  it('keeps the paragraphs of a comment', () => {
    assert.equal(paragraphs('a\nb\n\n# c'), 'a b\n\n\\# c');
  });
});
