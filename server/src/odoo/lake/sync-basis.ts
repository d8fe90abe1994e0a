import { isSextantError } from "@sextant/contracts";
import type { CallOptions, OdooClient } from "@sextant/odoo-client";
import type { Books } from "./books.ts";
import { verifyFiles } from "./lake-files.ts";
import { ITEMS } from "./ledger-table.ts";
import { type Manifest, readManifest } from "./manifest.ts";

/** A transaction may commit this long after the time that it wrote as `write_date`. */
const MARGIN_MS = 15 * 60_000;
/** Above this many rows in the margin the clock of this machine decides where changes begin. */
const MARGIN_ROWS = 20_000;

/** The state that a sync builds on, or why it starts from nothing. */
export type Basis =
  | { readonly stored: Manifest; readonly reason: null }
  | { readonly stored: null; readonly reason: string };

/** Another Odoo, user, set of companies or precision, or a damaged file, makes the stored state useless. */
export async function findBasis(dir: string, client: OdooClient, books: Books): Promise<Basis> {
  let stored: Manifest;
  try {
    stored = await readManifest(dir);
    await verifyFiles(dir, stored);
  } catch (error) {
    if (!isSextantError(error)) throw error;
    const absent = error.code === "no_lake";
    return { stored: null, reason: absent ? "there was no lake yet" : "the lake was damaged" };
  }
  const reason = whyUseless(stored, client, books);
  return reason === null ? { stored, reason } : { stored: null, reason };
}

function whyUseless(stored: Manifest, client: OdooClient, books: Books): string | null {
  if (stored.kind === "snapshot") return "the lake was a snapshot";
  if (stored.origin.url !== client.url || stored.origin.database !== client.database) return "it is another Odoo";
  if (stored.readAs !== client.info.login) return "it was read as another user";
  const companies = (list: readonly { readonly id: number }[]) =>
    list
      .map(({ id }) => id)
      .sort()
      .join();
  if (companies(stored.companies) !== companies(books.companies)) return "the user's companies changed";
  const precise = books.currencies.every(({ id, decimals }) => {
    const known = stored.currencies.find((currency) => currency.id === id);
    return known === undefined || known.decimals === decimals;
  });
  return precise ? null : "the decimals of a currency changed";
}

/**
 * Lowest `write_date` of rows that the stored state may not have seen: the latest one it knows, less the time a transaction may take.
 * Where very many rows lie in that margin (a migration wrote them all at once), the start of the last sync by this machine's clock is
 * taken instead if that is later; sums are compared afterwards in any case.
 */
export async function changesSince(client: OdooClient, stored: Manifest, scope: CallOptions): Promise<string> {
  const latest = stored.ledger
    .map(({ lastWrite }) => lastWrite)
    .sort()
    .at(-1);
  const byClock = odooTime(stored.startedAt, -MARGIN_MS);
  if (!latest) return byClock;
  const since = odooTime(`${latest.replace(" ", "T")}Z`, -MARGIN_MS);
  if (byClock <= since) return since;
  const rows = await client.count(ITEMS.model, [["write_date", ">=", since]], scope);
  return rows > MARGIN_ROWS ? byClock : since;
}

/** An instant as Odoo writes it in a domain: UTC, whole seconds. */
export function odooTime(instant: string, shiftMs: number): string {
  return new Date(Date.parse(instant) + shiftMs).toISOString().slice(0, 19).replace("T", " ");
}
