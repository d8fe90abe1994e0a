import { SextantError } from "@sextant/contracts";
import type { CallOptions, OdooClient } from "@sextant/odoo-client";
import { z } from "zod";
import { type FieldRule, fieldRules } from "./field-rules.ts";

/** Odoo as the connected user, for one proposal: reads in its company, and remembers what it asked. */
export interface LiveOdoo {
  readonly client: OdooClient;
  readonly options: CallOptions;
  rules(model: string): Promise<ReadonlyMap<string, FieldRule>>;
  /** Values as Odoo sends them, many2one as ids, of exactly these records. Throws `missing`. */
  read(model: string, ids: readonly number[], fields: readonly string[]): Promise<readonly RawRow[]>;
  /** Names by id; those that do not exist, or that the user may not see, are absent. */
  names(model: string, ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** What Odoo calls a model; its technical name for users who may not know. */
  label(model: string): Promise<string>;
  /** Ids of the first records that fit. */
  search(model: string, domain: readonly unknown[], limit: number): Promise<readonly number[]>;
  /** @throws SextantError `access` when the user may not do it on these records (or at all). */
  mustHaveAccess(model: string, operation: "create" | "write" | "unlink", ids: readonly number[]): Promise<void>;
}

const rawRow = z.looseObject({ id: z.number().int() });
export type RawRow = z.infer<typeof rawRow>;
const labels = z.array(z.looseObject({ display_name: z.string() }));
const LONGEST_NAME = 200;

export function liveOdoo(
  client: OdooClient,
  { company, signal }: { readonly company: number | null; readonly signal?: AbortSignal | undefined },
): LiveOdoo {
  const options: CallOptions = {
    ...(company === null ? {} : { companyIds: [company] }),
    ...(signal ? { signal } : {}),
  };
  const known = new Map<string, Promise<ReadonlyMap<string, FieldRule>>>();
  const rows = async (model: string, domain: readonly unknown[], fields: readonly string[], limit: number) =>
    z.array(rawRow).parse(
      await client.call(
        "read",
        model,
        "search_read",
        {
          named: {
            domain,
            fields: [...fields],
            limit,
            order: "id",
            ...(client.info.major >= 15 ? { load: false } : {}),
          },
        },
        { ...options, activeTest: false },
      ),
    );
  return {
    client,
    options,
    rules(model) {
      const rules = known.get(model) ?? fieldRules(client, model, options);
      known.set(model, rules);
      return rules;
    },
    async read(model, ids, fields) {
      const found = new Map(
        (await rows(model, [["id", "in", [...ids]]], fields, ids.length)).map((row) => [row.id, row]),
      );
      return ids.map((id) => {
        const row = found.get(id);
        if (row) return row;
        throw new SextantError("missing", `${model} ${id} does not exist in Odoo, or is not visible to you.`, {
          details: { model, id },
        });
      });
    },
    async names(model, ids) {
      if (ids.length === 0) return new Map();
      const found = await rows(model, [["id", "in", [...new Set(ids)]]], ["display_name"], ids.length);
      return new Map(
        found.map(({ id, display_name: name }) => [id, String(name || `${model} ${id}`).slice(0, LONGEST_NAME)]),
      );
    },
    async label(model) {
      const named = { models: [model] };
      const reply = await client.call("read", "ir.model", "display_name_for", { named }, options).catch(() => []);
      return labels.safeParse(reply).data?.[0]?.display_name ?? model;
    },
    search: async (model, domain, limit) => (await rows(model, domain, ["id"], limit)).map(({ id }) => id),
    async mustHaveAccess(model, operation, ids) {
      const named = { operation };
      // From 18 one question for rights and record rules; before, rights alone can be asked for, and asking raises.
      const allowed =
        client.info.major >= 18
          ? await client.call("read", model, "has_access", { ids, named }, options)
          : await client.call("read", model, "check_access_rights", { named }, options);
      if (allowed === true) return;
      throw new SextantError(
        "access",
        `Your rights in Odoo do not allow to ${operation} ${model}${ids.length > 0 ? ` ${ids.join(", ")}` : ""}.`,
        {
          details: { model, operation },
        },
      );
    },
  };
}
