import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repository } from '../driver/packages.ts';
import { until } from '../driver/workbench.ts';
import type { Workbench } from '../driver/workbench.ts';
import { estate } from './designs.ts';
import { PreviewPage } from './preview-page.ts';
import { openWindow, pictureFile, workspace } from './session.ts';

const page = `# Our monitoring

\`\`\`parapet
${estate}\`\`\`

\`\`\`js
const other = 'fence';
\`\`\`

\`\`\`parapet
zone {
\`\`\`
`;

describe('taking the picture elsewhere', () => {
  let workbench: Workbench;
  let preview: PreviewPage;
  let folder: string;

  before(async () => {
    folder = workspace({
      'estate.parapet': estate,
      'notes.md': page,
      '.vscode/settings.json': JSON.stringify({ 'parapet.preview.theme': 'light' }),
    });
    workbench = await openWindow({ folder });
    workbench.page.setDefaultTimeout(10_000);
    await workbench.openFile('estate.parapet');
    await workbench.focusEditor();
    preview = await PreviewPage.openBeside(workbench);
  });
  after(() => workbench.close());

  const clipboard = (): Promise<string> => workbench.page.evaluate(() => navigator.clipboard.readText());

  it('copies it as SVG, byte for byte what the command line draws', async () => {
    await preview.tells('theme', 'light');
    await workbench.command('Parapet: Copy Picture as SVG');
    const copied = await until('the picture is on the clipboard', async () => {
      const text = await clipboard();
      return text.startsWith('<svg') ? text : undefined;
    });
    const output = path.join(folder, 'drawn.svg');
    const program = path.join(repository, 'dist/cli.cjs');
    execFileSync(process.execPath, [program, 'render', 'estate.parapet', '--theme', 'light', '-o', output], {
      cwd: folder,
    });
    assert.equal(copied, readFileSync(output, 'utf8'));
  });

  it('and byte for byte what the preview shows, less what can be pressed there', async () => {
    const frame = await preview.frame();
    const copied = await clipboard();
    const [shown, drawn] = await frame.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
      return [document.querySelector('#picture > svg')!, parsed].map((root) => {
        const copy = root.cloneNode(true) as Element;
        for (const extra of copy.querySelectorAll('title, desc, style, .badge, .handle, .press')) extra.remove();
        for (const one of [copy, ...copy.querySelectorAll('*')]) {
          for (const { name } of [...one.attributes]) {
            if (/^(aria-.*|role|tabindex|data-flow-kind)$/.test(name)) one.removeAttribute(name);
          }
        }
        return new XMLSerializer().serializeToString(copy).replace(/\s+/g, ' ');
      });
    }, copied);
    assert.equal(shown, drawn);
    assert.ok(drawn!.length > 5000);
  });

  it('copies it as PNG', async () => {
    await preview.click('#share');
    await preview.click('#panel [data-share=copy-png]');
    const size = await until('a PNG is on the clipboard', () =>
      workbench.page.evaluate(async () => {
        const [item] = await navigator.clipboard.read();
        if (item?.types.includes('image/png') !== true) return undefined;
        const bitmap = await createImageBitmap(await item.getType('image/png'));
        return bitmap.width;
      }),
    );
    assert.ok(size > 1000, String(size));
    await preview.click('#panel-close');
  });

  it('saves it where the person says', async () => {
    await workbench.command('Parapet: Export Picture as PNG...');
    await workbench.pick('Dark');
    const field = workbench.page.locator('.quick-input-widget input.input');
    await until('a place is proposed', async () => (await field.inputValue()).endsWith('estate.png'));
    await workbench.press('Enter');
    const file = path.join(folder, 'estate.png');
    const bytes = await until('the file is there', () => {
      try {
        return readFileSync(file);
      } catch {
        return undefined;
      }
    });
    assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
  });

  it('draws the designs in VS Code’s own preview of Markdown', async () => {
    await workbench.focusEditor();
    await workbench.openFile('notes.md');
    await workbench.command('Markdown: Open Preview to the Side');
    const drawn = await workbench.webview('img.parapet-picture', 40_000);
    const width = await drawn.evaluate(async () => {
      const image = document.querySelector<HTMLImageElement>('img.parapet-picture')!;
      await image.decode();
      return image.naturalWidth;
    });
    assert.ok(width > 500, String(width));
    assert.match((await drawn.getAttribute('img.parapet-picture', 'alt')) ?? '', /6 boxes/);
    assert.match(await drawn.innerText('body'), /const other/);
    assert.match(await drawn.innerText('body'), /zone \{/);
    await workbench.screenshot(pictureFile('markdown-preview'));
    assert.deepEqual(workbench.outwardRequests, []);
  });

  it('and draws them anew as they are typed', async () => {
    await workbench.focusEditor();
    await workbench.replaceText(
      '```parapet\nuse sentinel as siem\nuse defender-xdr as xdr\nxdr -> siem : incident\n```\n',
    );
    // The page is made again when the picture is there: its frame is looked up anew each time.
    await until('two boxes are drawn', async () => {
      const drawn = await workbench.webview('img.parapet-picture');
      return /2 boxes/.test((await drawn.getAttribute('img.parapet-picture', 'alt').catch(() => '')) ?? '');
    });
  });
});
