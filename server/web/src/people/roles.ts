/** What each role may do, in words. */
export const ROLES: Readonly<Record<string, string>> = {
  reader: "Reads reports and proposals",
  member: "Asks, exports, proposes, approves",
  auditor: "Reads and exports, and reads the audit and the costs",
  administrator: "All of it, people and connections too",
};

export const ROLE_CHOICES = Object.keys(ROLES).map((value) => ({
  value,
  label: `${value.slice(0, 1).toUpperCase()}${value.slice(1)}: ${ROLES[value]?.toLowerCase()}`,
}));
