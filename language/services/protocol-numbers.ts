/**
 * The numbers by which the Language Server Protocol names things. Kept here so that services need the protocol's types
 * only, and nothing of a host.
 */

export const completionKind = {
  text: 1,
  function: 3,
  field: 5,
  variable: 6,
  class: 7,
  module: 9,
  property: 10,
  value: 12,
  keyword: 14,
  snippet: 15,
  file: 17,
  reference: 18,
  folder: 19,
  enumMember: 20,
  operator: 24,
} as const;

export const insertFormat = { plain: 1, snippet: 2 } as const;

/** Of a completion item or a symbol. */
export const deprecatedTag = 1 as const;

export const symbolKind = {
  file: 1,
  module: 2,
  namespace: 3,
  class: 5,
  property: 7,
  enum: 10,
  interface: 11,
  function: 12,
  variable: 13,
  object: 19,
  event: 24,
} as const;

export const diagnosticSeverity = { error: 1, warning: 2, info: 3, hint: 4 } as const;
export const diagnosticTag = { unnecessary: 1, deprecated: 2 } as const;

export const highlightKind = { text: 1, read: 2, write: 3 } as const;
