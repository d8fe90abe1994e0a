/** What of the audit is shown; all of it stands in the address. */
export interface AuditSearch {
  readonly person?: string;
  readonly what?: string;
  readonly from?: string;
  readonly to?: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Reads an address; what does not fit is left out. */
export function readAuditSearch({ person, what, from, to }: Record<string, unknown>): AuditSearch {
  return {
    ...(typeof person === "string" && person !== "" ? { person: person.slice(0, 200) } : {}),
    ...(typeof what === "string" && /^[\w-]{1,100}$/.test(what) ? { what } : {}),
    ...(typeof from === "string" && DATE.test(from) ? { from } : {}),
    ...(typeof to === "string" && DATE.test(to) ? { to } : {}),
  };
}
