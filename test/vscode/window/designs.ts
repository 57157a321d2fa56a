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

/** A design with something of everything: owners, tags, statuses, nested groups, and a flow that is wrong. */
export const estate = `architecture estate "Security estate"

zone m365 "Microsoft 365" {
  use defender-for-endpoint as mde {
    owner "Endpoint team"
    tags core
  }
  use defender-xdr as xdr
  use purview-dlp as dlp
}

zone azure "Azure" {
  group logs "Logs" {
    use log-analytics as workspace
  }
  use sentinel {
    owner "SOC"
    status planned
  }
}

component laptop "Laptop"

laptop -> mde : signal
mde -> xdr : alert
dlp -> xdr : alert
xdr -> sentinel : incident
mde -> sentinel : alert
sentinel -> workspace : log
`;
