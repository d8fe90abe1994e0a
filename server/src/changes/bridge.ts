import type { ChangeSet } from "@sextant/contracts";
import { BRIDGE_VERSION, isSextantError, otherBridgeVersion, SextantError } from "@sextant/contracts";
import type { CallOptions, OdooClient } from "@sextant/odoo-client";
import { z } from "zod";
import { canonicalJson } from "../platform/canonical.ts";

/** Odoo itself waits up to 30 s to repeat a transaction that met another. */
const TIMEOUT_MS = 120_000;

const about = z.looseObject({ version: z.number().int() });
const reply = z.discriminatedUnion("state", [
  z.object({ state: z.enum(["done", "replayed"]), results: z.array(z.unknown()) }),
  z.object({ state: z.literal("changed"), model: z.string(), id: z.number().int() }),
  z.object({ state: z.literal("conflict") }),
]);
export type BridgeReply = z.infer<typeof reply>;

/**
 * The module `sextant` in Odoo: it makes a change and notes its key in one transaction, as the calling user. Null where it is not installed.
 *
 * @throws SextantError `module_version`: a change is not made past a module that may have made it already.
 */
export async function findBridge(odoo: OdooClient, options: CallOptions): Promise<Bridge | null> {
  try {
    const { version } = about.parse(await odoo.call("read", "sextant.bridge", "about", {}, options));
    if (version !== BRIDGE_VERSION) throw otherBridgeVersion(version);
    return bridge(odoo);
  } catch (error) {
    // An unknown model looks like a business refusal over the older transports; a user without rights has no bridge.
    if (isSextantError(error) && ["unknown_method", "business", "access"].includes(error.code)) return null;
    throw error;
  }
}

export interface Bridge {
  /** `write_date` of records to the microsecond, in order. */
  versions(targets: readonly (readonly [string, number])[], options: CallOptions): Promise<readonly (string | null)[]>;
  /** Makes the change, or says what became of it before. Safe to send again. */
  execute(change: ChangeSet, sha256: string, options: CallOptions): Promise<BridgeReply>;
}

function bridge(odoo: OdooClient): Bridge {
  const call = (kind: "read" | "write", method: string, named: Record<string, unknown>, options: CallOptions) =>
    odoo.call(kind, "sextant.bridge", method, { named }, { ...options, timeoutMs: TIMEOUT_MS });
  return {
    async versions(targets, options) {
      if (targets.length === 0) return [];
      return z
        .array(z.union([z.string(), z.literal(false), z.null()]).transform((one) => one || null))
        .length(targets.length)
        .parse(await call("read", "versions", { targets }, options));
    },
    async execute(change, sha256, options) {
      const { id, tenant, steps, expected } = change;
      const key = `${tenant}:${id}`;
      const versions = expected.map(({ model, id: record, version }) => ({
        model,
        id: record,
        version: version ?? false,
      }));
      // The paired Odoo is sent the bytes that were approved, and hashes them again.
      const named =
        odoo.info.transport === "bridge"
          ? { proposal: canonicalJson(change), payload_sha256: sha256, versions, idem_key: key }
          : { key, payload_sha256: sha256, steps, expected: versions };
      const parsed = reply.safeParse(await call("write", "execute", named, options));
      if (parsed.success) return parsed.data;
      throw new SextantError(
        "bad_reply",
        "The module sextant in Odoo answers in a way that is not known here. Update it.",
        {
          details: { outcome: "unknown" },
        },
      );
    },
  };
}
