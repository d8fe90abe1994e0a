import type { IsoDate } from "@sextant/contracts";
import type { Company } from "@sextant/ledger";
import type { CallOptions, OdooClient } from "@sextant/odoo-client";
import type { Capabilities } from "./capabilities.ts";
import { dateOf, idOf } from "./values.ts";

type Lock = Company["lock"];

/** From 18: the locks that bind this user, those of parent companies included. */
const INHERITED = { soft: "user_fiscalyear_lock_date", hard: "user_hard_lock_date" } as const;
const OWN = { soft: "fiscalyear_lock_date", hard: "hard_lock_date" } as const;

/**
 * The latest date that a global lock closes for everybody, by company. Locks of sales, purchases or taxes close some journals only and
 * make no figure final. An exception lowers the lock for all, whoever it was made for: entries can still be made.
 */
export async function readLocks(
  client: OdooClient,
  { lockFields, lockExceptions }: Capabilities,
  companyIds: readonly number[],
  options: CallOptions,
): Promise<ReadonlyMap<number, Lock>> {
  const inherits = lockFields.has(INHERITED.soft);
  const own = Object.values(OWN).filter((field) => lockFields.has(field));
  const [rows, inherited, lifted] = await Promise.all([
    client.read("res.company", companyIds, own, options),
    inherits ? readInherited(client, companyIds, options) : new Map<number, InheritedLock>(),
    lockExceptions ? readExceptions(client, options) : new Map<number, IsoDate>(),
  ]);
  return new Map(
    rows.map((row) => {
      const above = inherited.get(row.id);
      const hard = latest(dateOf(row[OWN.hard] ?? null), above?.hard ?? null);
      const closed = latest(dateOf(row[OWN.soft] ?? null), above?.soft ?? null);
      const exception = lifted.get(row.id);
      const soft = closed !== null && exception !== undefined && exception < closed ? exception || null : closed;
      const isHard = hard !== null && (soft === null || hard >= soft);
      return [row.id, isHard ? { lockedThrough: hard, hard: true } : { lockedThrough: soft, hard: false }];
    }),
  );
}

const latest = (a: IsoDate | null, b: IsoDate | null): IsoDate | null => (a === null || (b !== null && b > a) ? b : a);

interface InheritedLock {
  readonly soft: IsoDate | null;
  readonly hard: IsoDate | null;
}

/** Read raw: "no lock" is the first day of year 1 here, which Odoo writes as `1-01-01`, not a date of the format it documents. */
async function readInherited(
  client: OdooClient,
  companyIds: readonly number[],
  options: CallOptions,
): Promise<ReadonlyMap<number, InheritedLock>> {
  const named = { fields: Object.values(INHERITED) };
  const reply = await client.call("read", "res.company", "read", { ids: companyIds, named }, options);
  const rows = Array.isArray(reply) ? (reply as readonly Record<string, unknown>[]) : [];
  const date = (value: unknown) => (typeof value === "string" && /^[1-9]\d{3}-\d{2}-\d{2}$/.test(value) ? value : null);
  return new Map(
    rows.map((row) => [Number(row.id), { soft: date(row[INHERITED.soft]), hard: date(row[INHERITED.hard]) }]),
  );
}

/** Exceptions in force: company → date down to which the global lock is lifted for somebody (`""` = wholly). */
async function readExceptions(client: OdooClient, options: CallOptions): Promise<ReadonlyMap<number, IsoDate>> {
  const rows = await client.search(
    {
      model: "account.lock_exception",
      domain: [
        ["lock_date_field", "=", OWN.soft],
        ["state", "=", "active"],
      ],
      fields: ["company_id", "lock_date"],
      limit: 1000,
    },
    options,
  );
  const lifted = new Map<number, IsoDate>();
  for (const row of rows) {
    const company = idOf(row.company_id ?? null);
    if (company === null) continue;
    const date = dateOf(row.lock_date ?? null) ?? "";
    const before = lifted.get(company);
    if (before === undefined || date < before) lifted.set(company, date);
  }
  return lifted;
}
