/** A small sound design: two zones, four services, two flows, two views. */
export const monitoring = `architecture monitoring "Security monitoring"

zone m365 "Microsoft 365" {
  use defender-for-endpoint as mde
  use defender-xdr as xdr
}

zone azure "Azure" {
  use log-analytics as workspace
  use sentinel
}

mde -> xdr : alert
xdr -> sentinel : incident

view everything "Everything" {
  include *
}

view operations "Only Azure" {
  include azure
}
`;
