import { SextantError } from "@sextant/contracts";
import type { Database, TenantId } from "../platform/database/database.ts";

/** A bucket of tokens: it holds so many, and so many a second come back. */
export interface Bucket {
  readonly holds: number;
  readonly perSecond: number;
}

export const BUCKETS = {
  /** Sign-ins, pairings and refreshes from one address. */
  address: { holds: 30, perSecond: 0.5 },
  /** Everything a person asks. */
  person: { holds: 300, perSecond: 10 },
  /** All people of one Odoo together: one that floods takes nothing from others. */
  tenant: { holds: 3000, perSecond: 100 },
} as const satisfies Record<string, Bucket>;

/**
 * Takes a token from each bucket, which lie in the database: they hold over a restart and for all servers together.
 *
 * @throws SextantError `too_many_requests` with `retryAfter` in seconds
 */
export async function takeTokens(
  database: Database,
  tenant: TenantId,
  buckets: readonly (readonly [key: string, bucket: Bucket])[],
  now: Date,
): Promise<void> {
  const empty = await database.transaction(tenant, async (session) => {
    for (const [key, { holds, perSecond }] of buckets) {
      const filled = `least($2::float8, b.tokens + greatest(0, extract(epoch from $4::timestamptz - b.at))::float8 * $3::float8)`;
      const [row] = await session.query(
        "insert into rate_bucket as b (key, tokens, allowed, at) values ($1, $2::float8 - 1, true, $4) on conflict (tenant, key) do update set " +
          `tokens = case when ${filled} >= 1 then ${filled} - 1 else ${filled} end, allowed = ${filled} >= 1, at = $4 returning tokens, allowed`,
        [key, holds, perSecond, now],
      );
      if (row?.allowed !== true) return Math.max(1, Math.ceil((1 - Number(row?.tokens)) / perSecond));
    }
    return 0;
  });
  if (empty > 0)
    throw new SextantError("too_many_requests", `Too many requests came in a short time. Wait ${empty} s.`, {
      details: { retryAfter: empty },
    });
}

/** Forgets buckets that have been full for long. */
export async function forgetOldBuckets(database: Database, tenant: TenantId, now: Date): Promise<void> {
  await database.query(tenant, "delete from rate_bucket where at < $1", [new Date(now.getTime() - 3_600_000)]);
}
