import { type AuditRow, firstBrokenRow } from "./chain.ts";
import { isSignedHead, type SignedHead } from "./signed-head.ts";

export interface ChainVerdict {
  /** Entries, and how far the last signed head vouches for them; 0: none is signed yet. */
  readonly entries: number;
  readonly signedThrough: number;
  readonly signedAt: string | null;
  /** The first entry that does not fit, and why; null when all do. */
  readonly broken: { readonly seq: number; readonly why: string } | null;
}

/**
 * Verifies a tenant's chain where it lies: every row follows on the one before, every signed head is of the row it names and of this server's key, and
 * none of the heads is missing. Who wants to trust nobody verifies an export.
 */
export function verifyChain(
  rows: readonly AuditRow[],
  head: Parameters<typeof firstBrokenRow>[1],
  heads: readonly SignedHead[],
  publicKey: string,
): ChainVerdict {
  const problems: { seq: number; why: string }[] = [];
  const row = firstBrokenRow(rows, head);
  if (row !== null)
    problems.push({ seq: row, why: row > rows.length ? "is missing" : "does not follow on the one before" });
  let before = 0;
  for (const signed of heads) {
    const { seq } = signed;
    if (!isSignedHead(publicKey, signed))
      problems.push({ seq, why: "has a head that this server's key has not signed" });
    else if (signed.hash !== rows[seq - 1]?.hash) problems.push({ seq, why: "is not the one that was signed" });
    else if (signed.before !== before) problems.push({ seq, why: "has a signed head whose predecessor is missing" });
    before = seq;
  }
  const last = heads.at(-1);
  const [broken = null] = problems.sort((a, b) => a.seq - b.seq);
  return { entries: rows.length, signedThrough: last?.seq ?? 0, signedAt: last?.at ?? null, broken };
}
