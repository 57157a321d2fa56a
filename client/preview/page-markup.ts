export interface PageParts {
  /** What the page may load and run. */
  readonly policy: string;
  readonly nonce: string;
  /** Address of a file that ships with the page. */
  readonly file: (name: string) => string;
}

/** The page of a preview, as markup. Nothing of the user's is in it. */
export function pageMarkup({ policy, nonce, file }: PageParts): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parapet preview</title>
<link rel="stylesheet" href="${file('preview.css')}">
<link rel="preload" as="font" type="font/woff2" crossorigin href="${file('inter-latin-400-normal.woff2')}">
<link rel="preload" as="font" type="font/woff2" crossorigin href="${file('inter-latin-600-normal.woff2')}">
</head>
<body>
<main id="preview">
<h1 class="unseen">Preview of the design</h1>
<header id="head">
<nav id="crumbs" aria-label="Where you are">
<span id="crumb-file"></span>
<select id="view" aria-label="View" hidden></select>
<span id="crumb-view" hidden></span>
<span id="crumb-road" hidden></span>
</nav>
<div id="toolbar" role="toolbar" aria-label="Picture">
<button id="tidy" type="button" aria-label="Tidy up" title="Tidy up: place everything anew" hidden></button>
${toolButton('search', 'Search', '/', true)}
${toolButton('filter', 'Filter', 'G', true)}
${toolButton('details', 'Details', 'D', true)}
${toolButton('table', 'As tables', 'T', false)}
${toolButton('share', 'Copy, save, open in browser', '', true)}
${toolButton('zoom-out', 'Zoom out', '-', false)}
<button id="zoom-level" type="button" title="Zoom to 100 % (1)"></button>
${toolButton('zoom-in', 'Zoom in', '+', false)}
${toolButton('fit', 'Fit to window', '0', false)}
${toolButton('keys', 'Keys', '?', true)}
</div>
</header>
<div id="canvas" role="application" aria-roledescription="diagram" tabindex="0" aria-label="Picture" aria-describedby="canvas-help"><div id="plane"><div id="picture"></div></div></div>
<p id="canvas-help" hidden>Tab goes to the boxes. Arrow keys move the picture, or go from box to box. O and I follow a flow. T shows the design as tables. The question mark lists all keys.</p>
<section id="tables" role="region" aria-label="The design as tables" tabindex="0" hidden></section>
<div id="minimap" aria-hidden="true" hidden></div>
<div id="hover" role="tooltip" hidden></div>
<div id="notes">
<div id="progress" hidden><progress id="progress-bar" aria-label="Drawing everything"></progress><span>Drawing everything</span><button id="progress-stop" type="button">Stop</button></div>
<div id="overview" hidden><span>Groups are closed: the design is large.</span><button id="draw-everything" type="button">Draw everything</button></div>
<div id="part" hidden><span>Part of the picture.</span><button id="show-whole" type="button" title="Fit to window (0)">Show all of it</button></div>
<button id="stale" type="button" aria-expanded="false" aria-controls="problems" hidden></button>
<p id="notice" hidden></p>
</div>
<section id="message" aria-labelledby="message-title" hidden>
<h2 id="message-title"></h2>
<p id="message-text"></p>
<button id="restart" type="button" hidden>Restart</button>
</section>
<section id="problems" aria-label="Problems" hidden><ul id="problem-list"></ul></section>
<aside id="panel" aria-labelledby="panel-title" tabindex="-1" hidden>
<div class="bar"><h2 id="panel-title"></h2><button id="panel-close" type="button" aria-label="Close" title="Close (Esc)"></button></div>
<div id="panel-body" role="group" aria-labelledby="panel-title" tabindex="0"></div>
</aside>
<p id="status" role="status" class="unseen"></p>
</main>
<script nonce="${nonce}" src="${file('preview.js')}"></script>
</body>
</html>`;
}

function toolButton(id: string, words: string, key: string, opens: boolean): string {
  const title = key === '' ? words : `${words} (${key})`;
  return `<button id="${id}" type="button" aria-label="${words}" title="${title}"${opens ? ' aria-expanded="false"' : ''}></button>`;
}
