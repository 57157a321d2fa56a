import assert from 'node:assert/strict';
import fc from 'fast-check';
import { measureText } from '../../../language/text/measure-text.ts';
import { fitText, wrapText } from '../../../language/text/wrap-text.ts';

const options = { size: 13, weight: 600, width: 120, lines: 2 } as const;

describe('wrapping text', () => {
  it('leaves what fits on one line', () => {
    assert.deepEqual(wrapText('Sentinel', options), ['Sentinel']);
    assert.deepEqual(wrapText('', options), []);
    assert.deepEqual(wrapText('   ', options), []);
  });

  it('breaks between words', () => {
    assert.deepEqual(wrapText('Defender for Endpoint', options), ['Defender', 'for Endpoint']);
  });

  it('breaks after hyphens and slashes', () => {
    const lines = wrapText('Microsoft-Sentinel', { ...options, width: 80 });
    assert.deepEqual(lines, ['Microsoft-', 'Sentinel']);
    assert.deepEqual(wrapText('alerts/incidents', { ...options, width: 70 }), ['alerts/', 'incidents']);
  });

  it('makes lines even', () => {
    const lines = wrapText('Sign-in and audit logs', { size: 11, weight: 400, width: 112, lines: 3 });
    const widths = lines.map((line) => measureText(line, 11, 400));
    assert.equal(lines.length, 2);
    assert.ok(Math.max(...widths) - Math.min(...widths) < 25, `${lines.join(' | ')}`);
  });

  it('ends what does not fit in an ellipsis', () => {
    const lines = wrapText('Microsoft Defender Vulnerability Management add-on for servers', options);
    assert.equal(lines.length, 2);
    assert.match(lines[1]!, /…$/);
  });

  it('ends with a whole word before an ellipsis', () => {
    const lines = wrapText('Microsoft Defender Vulnerability Management add-on for servers', options);
    assert.deepEqual(lines, ['Microsoft', 'Defender…']);
    assert.equal(fitText('A very long title of a group in a design', options), 'A very long title…');
    const cut = wrapText('Plan 2 · West Europe · internet-facing', { size: 11, weight: 400, width: 70, lines: 2 });
    assert.deepEqual(cut, ['Plan 2 · West', 'Europe…']);
  });

  it('puts no space and no single letter behind a hyphen where it cuts', () => {
    const small = { size: 11, weight: 400, lines: 2 } as const;
    assert.deepEqual(wrapText('Plan 2 · internet-facing', { ...small, width: 66 }), ['Plan 2 ·', 'internet…']);
  });

  it('cuts a long word where leaving it out would leave little', () => {
    const [only] = wrapText('A Donaudampfschifffahrtsgesellschaft', { ...options, lines: 1 });
    assert.match(only!, /^A Donau.*…$/);
  });

  it('breaks inside a word that is too wide for any line', () => {
    const lines = wrapText('Donaudampfschifffahrtsgesellschaft', { ...options, lines: 5 });
    assert.ok(lines.length > 1);
    assert.equal(lines.join(''), 'Donaudampfschifffahrtsgesellschaft');
  });

  it('never parts a letter from its marks', () => {
    const text = 'e\u0301'.repeat(60);
    for (const line of wrapText(text, { ...options, lines: 10 })) assert.doesNotMatch(line, /^\u0301/);
  });

  it('never exceeds the width, and loses nothing when there are lines enough', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 30, max: 200 }), (text, width) => {
        const lines = wrapText(text, { ...options, width, lines: 100 });
        for (const line of lines) assert.ok(measureText(line, 13, 600) <= width + 1e-6, `${line} in ${width}`);
        assert.equal(lines.join('').replaceAll(/\s/gu, ''), text.replaceAll(/\s/gu, ''));
      }),
    );
  });

  it('fits a single line', () => {
    assert.equal(fitText('Sentinel', options), 'Sentinel');
    const cut = fitText('A very long title of a group in a design', options);
    assert.match(cut, /…$/);
    assert.ok(measureText(cut, 13, 600) <= 120);
  });

  it('takes time in proportion to the text', () => {
    const start = performance.now();
    wrapText('x'.repeat(4_000), { ...options, lines: 3 });
    assert.ok(performance.now() - start < 1_000);
  });
});
