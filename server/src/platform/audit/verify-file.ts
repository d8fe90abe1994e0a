import { z } from "zod";
import { type AuditRow, followsOn, NO_ROW } from "./chain.ts";
import { isSignedHead, type SignedHead } from "./signed-head.ts";

export interface AuditVerdict {
  readonly ok: boolean;
  readonly tenant: string | null;
  readonly rows: number;
  readonly heads: number;
  /** The first line that does not fit, counted from 1, and why; null when all do. */
  readonly problem: { readonly line: number; readonly why: string } | null;
}

const header = z.strictObject({
  kind: z.literal("audit"),
  version: z.literal(1),
  tenant: z.string(),
  publicKey: z.string(),
});
const row = z.strictObject({
  kind: z.literal("row"),
  seq: z.number(),
  body: z.string(),
  previous: z.string(),
  hash: z.string(),
});
const head = z.strictObject({
  kind: z.literal("head"),
  tenant: z.string(),
  seq: z.number(),
  hash: z.string(),
  before: z.number(),
  at: z.string(),
  key: z.string(),
  signature: z.string(),
});

/**
 * Verifies an exported audit by itself: the chain, its signed heads, and that it ends with one, so that nothing was cut off.
 *
 * @param publicKey Of the server, known from elsewhere. Without it the file's own is taken, which shows that the file is whole, not whose it is.
 * @param known A head that was kept elsewhere, in an earlier export perhaps: the chain must go through it. Without one, a file that was cut at one of
 *   its heads is whole as far as anybody can tell.
 */
export function verifyAuditFile(text: string, publicKey?: string, known?: SignedHead): AuditVerdict {
  const lines = text.split("\n");
  let at = 1;
  let rows = 0;
  let heads = 0;
  let tenant: string | null = null;
  const verdict = (why: string | null): AuditVerdict => ({
    ok: why === null,
    tenant,
    rows,
    heads,
    problem: why === null ? null : { line: at, why },
  });
  const first = read(header, lines[0]);
  if (!first) return verdict("is not the beginning of an audit");
  tenant = first.tenant;
  if (publicKey !== undefined && first.publicKey !== publicKey) return verdict("names another key than the one given");
  const elsewhere = (why: string) => {
    // Where every signed head says another tenant, it is the first line that was changed.
    const witnesses = lines
      .map((line) => (line.startsWith('{"kind":"head"') ? read(head, line) : null))
      .filter((one) => one !== null && isSignedHead(first.publicKey, one));
    if (witnesses.length > 0 && witnesses.every((one) => one?.tenant !== tenant)) at = 1;
    return verdict(why);
  };
  const last: { row: AuditRow | null; head: number; signed: boolean } = { row: null, head: 0, signed: true };
  for (const line of lines.slice(1, -1)) {
    at++;
    const event = read(row, line);
    if (event) {
      if (!followsOn(event, rows + 1, last.row?.hash ?? NO_ROW)) return verdict("does not follow on the row before");
      if (tenantIn(event.body) !== tenant) return elsewhere("tells of another tenant");
      if (known?.seq === event.seq && known.hash !== event.hash)
        return verdict("is not the row of the head that is known");
      last.row = event;
      last.signed = false;
      rows++;
      continue;
    }
    const signed = read(head, line);
    if (!signed) return verdict("is neither a row nor a signed head");
    if (signed.tenant !== tenant) return elsewhere("is of another tenant");
    if (signed.seq !== last.row?.seq || signed.hash !== last.row.hash) {
      const late = rows - signed.seq;
      // A true head behind rows that it does not cover was moved. Since the head before there were rows alone: its place can be counted back to.
      if (late <= 0 || signed.seq <= last.head || !isSignedHead(first.publicKey, signed))
        return verdict("signs another row");
      at -= late;
      return verdict("is not where a signed head belongs: it was moved behind");
    }
    if (!isSignedHead(first.publicKey, signed)) return verdict("is not signed by the key of this audit");
    if (signed.before !== last.head) return verdict("does not follow on the signed head before: one is missing");
    last.head = signed.seq;
    last.signed = true;
    heads++;
  }
  at++;
  if (lines.at(-1) !== "" || lines.length === 1) return verdict("has no end");
  if (known && (!isSignedHead(first.publicKey, known) || known.tenant !== tenant || known.seq > rows))
    return verdict("is missing: the head that is known is of a later row, or of another audit");
  return verdict(last.signed ? null : "is missing: the last rows have no signed head, so more may have been cut off");
}

function tenantIn(body: string): string | null {
  try {
    return z.looseObject({ tenant: z.string() }).parse(JSON.parse(body)).tenant;
  } catch {
    return null;
  }
}

/** A line in the one spelling that an export has: reordered members, other spaces and repeated names are no such line. */
function read<T>(schema: z.ZodType<T>, line: string | undefined): T | null {
  try {
    const value: unknown = JSON.parse(line ?? "");
    return JSON.stringify(value) === line ? (schema.safeParse(value).data ?? null) : null;
  } catch {
    return null;
  }
}
