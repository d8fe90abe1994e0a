import { isSextantError, SextantError } from "@sextant/contracts";
import { abortable } from "./calls/abortable.ts";
import type { Caller } from "./calls/caller.ts";
import { withOutcome } from "./errors/outcome.ts";
import { aggregate } from "./reading/aggregate.ts";
import { promiseCache } from "./reading/cache.ts";
import { contextOf } from "./reading/context.ts";
import { asUnknownModel, FIELD_ATTRIBUTES, fieldsFrom } from "./reading/fields.ts";
import type { Reader } from "./reading/reader.ts";
import { count, readIds, search } from "./reading/search.ts";
import { stream } from "./reading/stream.ts";
import type { WireCall } from "./transports/transport.ts";
import type { CallOptions, FieldInfo, OdooClient, ServerInfo } from "./types.ts";
import { checkDepth } from "./values/check-tree.ts";
import type { MoneyRules } from "./values/normalise.ts";
import { wrongType } from "./values/normalise.ts";

export interface ClientParts {
  readonly caller: Caller;
  readonly info: ServerInfo;
  readonly url: string;
  readonly database: string;
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly close: () => void;
}

/** The client over a signed-in caller; nothing here knows which transport is below. */
export function openClient(parts: ClientParts): OdooClient {
  const { caller, info, timeoutMs, concurrency } = parts;
  const fieldCache = promiseCache<ReadonlyMap<string, FieldInfo>>(200);
  const currencyCache = promiseCache<ReadonlyMap<number, number>>(1);
  let closed = false;

  const send = (
    kind: "read" | "write",
    model: string,
    method: string,
    args: {
      ids?: readonly number[] | undefined;
      named?: Readonly<Record<string, unknown>> | undefined;
      positional?: readonly unknown[] | undefined;
    },
    options: CallOptions,
  ): Promise<unknown> => {
    if (closed) throw new SextantError("bad_usage", "The connection to Odoo is closed. Open a new one.");
    if (!/^[a-z_][\w.]*$/i.test(model) || !/^[a-z]\w*$/i.test(method))
      throw new SextantError("bad_call", `"${model}.${method}" is not the name of a public method.`);
    const call: WireCall = {
      kind,
      model,
      method,
      ids: args.ids,
      named: args.named ?? {},
      positional: args.positional ?? [],
      context: contextOf(options, info),
      timeoutMs: options.timeoutMs ?? timeoutMs,
      signal: options.signal,
    };
    return caller.send(call);
  };

  const reader: Reader = {
    info,
    concurrency,
    ask: (model, method, args, options) => send("read", model, method, args, options),
    fieldsOf(model, options) {
      // Shared by concurrent callers, so no one's signal may cancel it.
      const { signal, lang, timeoutMs: limit } = options;
      const shared = { ...(lang === undefined ? {} : { lang }), ...(limit === undefined ? {} : { timeoutMs: limit }) };
      const loading = fieldCache(`${model} ${lang ?? ""}`, async () => {
        try {
          const named = { attributes: FIELD_ATTRIBUTES };
          return fieldsFrom(model, await send("read", model, "fields_get", { named }, shared));
        } catch (error) {
          throw asUnknownModel(error, model);
        }
      });
      return abortable(loading, signal);
    },
    async moneyRules(fields, options) {
      if (![...fields].some((field) => field.type === "monetary")) return { byCurrency: new Map() };
      const { signal, timeoutMs: limit } = options;
      const loading = currencyCache("", async () => {
        const reply = await send(
          "read",
          "res.currency",
          "search_read",
          { named: { domain: [], fields: ["decimal_places"], limit: 1000, order: "id" } },
          { activeTest: false, ...(limit === undefined ? {} : { timeoutMs: limit }) },
        );
        return decimalsIn(reply);
      });
      return moneyRulesOf(await abortable(loading, signal), options.decimals);
    },
  };

  return {
    info,
    url: parts.url,
    database: parts.database,
    fieldsOf: async (model, options = {}) => reader.fieldsOf(model, options),
    count: async (model, domain, options = {}) => count(reader, model, domain, options),
    search: async (query, options = {}) => search(reader, query, options),
    read: async (model, ids, fields, options = {}) => readIds(reader, model, ids, fields, options),
    stream: (query, options = {}) => stream(reader, query, options),
    aggregate: async (query, options = {}) => aggregate(reader, query, options),
    async call(kind, model, method, args, options = {}) {
      const result = await send(kind, model, method, args, options);
      try {
        checkDepth(result);
      } catch (error) {
        throw kind === "write" && isSextantError(error) ? withOutcome(error) : error;
      }
      return result;
    },
    async close() {
      closed = true;
      parts.close();
    },
  };
}

function decimalsIn(reply: unknown): ReadonlyMap<number, number> {
  if (!Array.isArray(reply)) return wrongType("the result for res.currency", "a list of records");
  const decimals = new Map<number, number>();
  for (const row of reply as Record<string, unknown>[]) {
    const { id, decimal_places: places } = row;
    if (typeof id !== "number" || typeof places !== "number" || !Number.isInteger(places) || places < 0 || places > 6)
      return wrongType("res.currency.decimal_places", "a number of decimals");
    decimals.set(id, places);
  }
  return decimals;
}

function moneyRulesOf(byCurrency: ReadonlyMap<number, number>, fallback: number | undefined): MoneyRules {
  return { byCurrency, fallback, mostDecimals: Math.max(2, ...byCurrency.values()) };
}
