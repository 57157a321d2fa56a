/**
 * A page that shows a picture. A file of its own that ends in `.svg` would be opened by whatever a person's machine draws
 * with; what ends in `.html` is opened by the browser. The page may load nothing and run nothing.
 */
export function browserPage(svg: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parapet picture</title>
<style>body { margin: 0; } svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }</style>
</head>
<body>
${svg}
</body>
</html>
`;
}
