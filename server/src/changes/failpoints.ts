/** Where a process may die; a test kills it at each. */
export const FAILPOINTS = [
  "propose:checked",
  "propose:stored",
  "approve:asked",
  "approve:claimed",
  "execute:sending",
  "execute:replied",
  "execute:recorded",
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];
