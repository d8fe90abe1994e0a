import type { ConnectionInfo, Me } from "@sextant/contracts";

/** Who looks after several Odoos and people, as the server would say it. */
export const ADMINISTRATOR: Me = {
  person: { id: 2, login: "mitchell@harvest.example" },
  permissions: ["read-books", "ask", "read-runs", "read-audit", "export-audit", "manage-people", "manage-connection"],
  connections: [
    { id: "one", name: "Harvest Foods", paused: false },
    { id: "two", name: "Harvest UK", paused: false },
    { id: "three", name: "An old company with a name that is longer than any header", paused: true },
  ],
  connection: "one",
};

const connection = { kind: "kept", database: "prod", source: "live", paused: false, copy: null, sync: null } as const;
const health = {
  checkedAt: "2026-11-28T06:00:00Z",
  error: null,
  version: "19.0",
  transport: "json-2",
  login: "accountant",
  module: "installed",
  keyExpires: { at: "2027-02-01T00:00:00Z", among: 2 },
} as const;

/** A healthy one that is being copied, one that is not reached, one that is paused, and the demo company. */
export const CONNECTIONS: readonly ConnectionInfo[] = [
  {
    ...connection,
    id: "one",
    name: "Harvest Foods",
    url: "https://erp.harvest.example",
    health,
    copy: { syncedAt: "2026-11-27T22:00:00Z", items: 184_220 },
    sync: {
      state: "running",
      startedAt: "2026-11-28T06:00:00Z",
      phase: "reading journal items",
      done: 42_000,
      of: 184_220,
      error: null,
    },
  },
  {
    ...connection,
    id: "two",
    name: "Harvest UK",
    url: "https://uk.harvest.example",
    health: {
      ...health,
      version: null,
      transport: null,
      login: null,
      module: "unknown",
      keyExpires: null,
      error: {
        code: "authentication",
        message: "Odoo at https://uk.harvest.example does not accept the key of accountant.",
        action: "Make a new API key in Odoo and replace it here.",
        retryable: false,
      },
    },
  },
  {
    ...connection,
    id: "three",
    name: "An old company with a name that is longer than any header",
    url: "https://old.harvest.example/odoo",
    paused: true,
    health: null,
  },
  {
    ...connection,
    id: "demo",
    name: "Demo company",
    kind: "demo",
    url: null,
    database: null,
    source: "demo",
    health: null,
  },
];

const person = {
  id: 2,
  login: "mitchell@harvest.example",
  email: null,
  lang: "en_US",
  tz: "UTC",
  role: "administrator",
  odooRole: "administrator",
  givenRole: null,
  closed: false,
};
const taken = {
  questions: 42,
  answered: 38,
  refused: 3,
  failed: 1,
  requests: 96,
  tools: 61,
  tokens: 184_220,
  cost: "1.2846",
  unpriced: 0,
  ms: 412_000,
};
const session = {
  id: "s",
  kind: "bridge",
  since: "2026-11-28T05:00:00Z",
  until: "2026-11-28T13:00:00Z",
  current: true,
};
const event = (seq: number, what: string, facts: object) => ({
  seq,
  who: "mitchell@harvest.example",
  event: { what, at: "2026-11-28T05:00:00Z", facts },
});

/** Replies of the routes that the pages of an administrator read, by path. */
export const REPLIES: Readonly<Record<string, unknown>> = {
  "/api/me": ADMINISTRATOR,
  "/api/connections": { connections: CONNECTIONS, mayAdd: true },
  "/api/connections/one/health": CONNECTIONS[0]?.health,
  "/api/connections/two/health": CONNECTIONS[1]?.health,
  "/v1/people": [
    person,
    { ...person, id: 3, login: "gone", role: "", odooRole: "" },
    { ...person, id: 4, login: "ann@harvest.example", role: "auditor", odooRole: "member", givenRole: "auditor" },
    { ...person, id: 5, login: "ben@harvest.example", role: "", odooRole: "member", closed: true },
  ],
  "/v1/invitations": [{ login: "new.colleague@harvest.example", role: "reader", invitedAt: "2026-11-27T10:00:00Z" }],
  "/api/runs": {
    from: "2026-10-30T00:00:00Z",
    to: "2026-11-28T09:00:00Z",
    models: true,
    total: { ...taken, questions: 84, unpriced: 1 },
    rows: [
      { ...taken, key: "2026-11-28", label: "2026-11-28" },
      { ...taken, questions: 17, refused: 0, failed: 0, key: "2026-11-27", label: "2026-11-27" },
      { ...taken, questions: 25, unpriced: 1, key: "2026-11-26", label: "2026-11-26" },
    ],
    budgets: {
      tenant: { tokens: { used: 940_000, limit: 1_000_000 }, cost: { used: "1.2846", limit: "5.00" } },
      person: { tokens: null, cost: "0.50" },
    },
    latest: [
      {
        at: "2026-11-28T08:40:00Z",
        who: "ann@harvest.example",
        from: "page",
        outcome: "answered",
        code: null,
        agents: ["supervisor", "accountant"],
        models: ["anthropic/claude-sonnet-4-5"],
        tokens: 4_120,
        cost: "0.0314",
        ms: 9_200,
      },
      {
        at: "2026-11-28T08:12:00Z",
        who: "mitchell@harvest.example",
        from: "schedule",
        outcome: "refused",
        code: "not_understood",
        agents: ["planner"],
        models: [],
        tokens: 0,
        cost: "0",
        ms: 120,
      },
    ],
  },
  "/v1/people/2": { person, sessions: [session] },
  "/v1/account": { person, sessions: [session], keyKept: true },
  "/v1/audit": {
    events: [
      event(3, "export_requested", { route: "get /api/reports/:name/export", name: "balance-sheet" }),
      event(2, "denied", { route: "get /v1/audit", access: "read-audit" }),
      event(1, "signed_in", { session: "5b7a2c", kind: "bridge" }),
    ],
    actions: ["denied", "export_requested", "signed_in"],
    verdict: {
      entries: 3,
      signedThrough: 2,
      signedAt: "2026-11-28T05:00:00Z",
      broken: { seq: 3, why: "does not follow on the one before" },
    },
  },
};
