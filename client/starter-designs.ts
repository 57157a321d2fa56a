/** A text to begin a design with. */
export interface StarterDesign {
  readonly label: string;
  readonly detail: string;
  readonly text: string;
}

/** What *New Design* offers. Each is checked without a finding. */
export const starterDesigns: readonly StarterDesign[] = [
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
  use entra-id as entra
  use log-analytics as workspace
  use sentinel
}

mde, mdi, mdo -> xdr : alert
xdr -> sentinel : incident
entra -> workspace : log "Sign-in and audit logs"
workspace -> sentinel : log
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
