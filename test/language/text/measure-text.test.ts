import assert from 'node:assert/strict';
import { drawableText, isAttached, measureText } from '../../../language/text/measure-text.ts';

describe('measuring text', () => {
  it('knows the widths of the bundled font', () => {
    // Inter: the letter i is 242, W 985 thousandths wide in weight 400.
    assert.ok(measureText('W', 100, 400) > 3 * measureText('i', 100, 400));
    assert.ok(measureText('Sentinel', 13, 600) > measureText('Sentinel', 13, 400));
    assert.equal(measureText('', 13, 400), 0);
  });

  it('adds up', () => {
    const whole = measureText('Defender for Endpoint', 13, 600);
    const parts = [...'Defender for Endpoint'].reduce((sum, letter) => sum + measureText(letter, 13, 600), 0);
    assert.ok(Math.abs(whole - parts) < 1e-9);
  });

  it('grows with the size', () => {
    assert.ok(Math.abs(measureText('Log', 22, 400) - 2 * measureText('Log', 11, 400)) < 1e-9);
  });

  it('gives room to what other fonts will draw', () => {
    assert.equal(measureText('安全', 10, 400), 20);
    assert.ok(measureText('🔒', 10, 400) > 10);
    assert.ok(measureText('ܐ', 10, 400) > 0);
    assert.ok(measureText('Ж', 10, 400) > 5, 'Cyrillic is in the font');
  });

  it('gives no room to marks, joiners and variation selectors', () => {
    assert.equal(measureText('e\u0301', 10, 400), measureText('e', 10, 400));
    assert.equal(measureText('\u200b', 10, 400), 0);
    assert.equal(measureText('👩\u200d💻', 10, 400), measureText('👩', 10, 400), 'a sequence is one picture');
    assert.equal(measureText('👍\u{1f3fd}', 10, 400), measureText('👍', 10, 400));
    assert.ok(isAttached(0x301) && !isAttached(0x41));
  });
});

describe('text fit for drawing', () => {
  it('has no bidirectional controls', () => {
    assert.equal(drawableText('safe\u202Egnp.exe\u2066!\u200F'), 'safegnp.exe!');
  });

  it('is one line without control characters', () => {
    assert.equal(drawableText(' a\r\n\tb\u0000c\u0085d\u2028e '), 'a b c d e');
  });

  it('has no halves of characters', () => {
    assert.equal(drawableText('a\ud800b\udc00c\uffff'), 'a\ufffdb\ufffdc\ufffd');
    assert.equal(drawableText('🔒'), '🔒');
  });

  it('has no towers of marks', () => {
    assert.equal(drawableText(`e${'\u0301'.repeat(500)}`), `e${'\u0301'.repeat(3)}`);
  });

  it('keeps letters of all scripts', () => {
    for (const text of ['Überwachung', 'عربي', 'עברית', '监控', 'हिन्दी']) assert.equal(drawableText(text), text);
  });
});
