import assert from 'node:assert/strict';
import { onGround } from '../../../language/render/on-ground.ts';
import { themes, tokensOf, type Theme } from '../../../language/render/theme.ts';
import { contrast } from './contrast-ratio.ts';

/** Backgrounds of editors, from well-known themes and from the middle, where no colour is far. */
const grounds: readonly (readonly [Theme, string])[] = [
  ['dark', '#1F1F1F'],
  ['dark', '#002B36'],
  ['dark', '#272822'],
  ['dark', '#44475A'],
  ['light', '#FFFFFF'],
  ['light', '#FDF6E3'],
  ['light', '#E8E8E8'],
  ['high-contrast', '#000000'],
  ['high-contrast-light', '#FFFFFF'],
  ['dark', '#7A7A7A'],
];

describe('a picture on another ground', () => {
  for (const [theme, ground] of grounds) {
    it(`can be read and told apart on ${ground} (${theme})`, () => {
      const tokens = onGround(tokensOf[theme], ground);
      const surfaces = [tokens.background, tokens.pill, tokens.card, ...tokens.frames];
      assert.equal(tokens.background, ground);
      const check = (name: string, colour: string, least: number): void => {
        // Where even black and white are not far enough, the farther of them is all that can be had.
        const best = Math.min(
          ...surfaces.map((surface) => Math.max(contrast('#FFFFFF', surface), contrast('#000000', surface))),
        );
        for (const surface of surfaces) {
          const ratio = contrast(colour, surface);
          assert.ok(ratio >= Math.min(least, best - 0.6), `${name} ${colour} on ${surface}: ${ratio.toFixed(2)}`);
        }
      };
      check('text', tokens.text, 4.5);
      check('muted text', tokens.mutedText, 4.5);
      check('mark', tokens.mark, 3);
      check('zone', tokens.zoneBorder, 3);
      for (const [name, colour] of Object.entries({ ...tokens.flows, ...tokens.pillars })) check(name, colour, 3);
    });
  }

  it('keeps the colours that need no change', () => {
    for (const theme of themes) {
      const { flows, text } = onGround(tokensOf[theme], tokensOf[theme].background);
      assert.equal(text, tokensOf[theme].text, theme);
      assert.equal(flows.alert, tokensOf[theme].flows.alert.toUpperCase(), theme);
    }
  });

  it('is left as it is where the ground is not a plain colour', () => {
    for (const ground of ['', 'red', '#FFF', '#12345678', 'url(x)']) {
      assert.equal(onGround(tokensOf.dark, ground), tokensOf.dark);
    }
  });
});
