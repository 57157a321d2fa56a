/** A design to begin with. */
export interface StarterDesign {
  readonly label: string;
  readonly detail: string;
  /** Its file in `media/templates/`, without the extension. */
  readonly template: string;
}

/** What *New Design from Template* offers. Each is checked without a finding. */
export const starterDesigns: readonly StarterDesign[] = [
  {
    label: 'Sentinel and Defender XDR',
    detail: 'What the Defender services find, how it becomes incidents, what is kept and what is done about it.',
    template: 'sentinel-and-xdr',
  },
  {
    label: 'Hybrid identity',
    detail: 'Active Directory and Entra ID: how they are kept equal, who is let in, and how both are watched.',
    template: 'hybrid-identity',
  },
  {
    label: 'Azure landing zone',
    detail: 'Hub and spoke with one web application, guardrails, posture and logs.',
    template: 'landing-zone',
  },
  {
    label: 'Empty design',
    detail: 'A heading and nothing else.',
    template: 'empty',
  },
];
