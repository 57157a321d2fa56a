import * as vscode from 'vscode';

const starters: readonly (vscode.QuickPickItem & { readonly text: string })[] = [
  {
    label: 'Security operations',
    detail: 'Defender services report to Defender XDR, which hands its incidents to Sentinel.',
    text: `/** What this picture is about, and for whom. */
architecture my-design "Security monitoring" {
  owner "Security team"
}

zone m365 "Microsoft 365" {
  use defender-for-endpoint as mde
  use defender-for-identity as mdi
  use defender-for-office-365 as mdo
  use defender-xdr as xdr
}

zone azure "Azure" {
  use log-analytics as workspace
  use sentinel
}

mde, mdi, mdo -> xdr : alert
xdr -> sentinel : incident
`,
  },
  {
    label: 'Empty design',
    detail: 'A heading and nothing else.',
    text: `/** What this picture is about, and for whom. */
architecture my-design "My design" {
  owner "Security team"
}

`,
  },
];

/** Asks which design to begin with and opens it as an untitled document. */
export async function newDesign(): Promise<void> {
  const choice = await vscode.window.showQuickPick(starters, { title: 'New Design', placeHolder: 'Begin with' });
  if (!choice) return;
  const document = await vscode.workspace.openTextDocument({ language: 'parapet', content: choice.text });
  await vscode.window.showTextDocument(document);
}
