import type { Domain } from "@sextant/contracts";
import type { CallOptions, FieldInfo, ServerInfo } from "../types.ts";
import type { MoneyRules } from "../values/normalise.ts";

/** What the reading operations need of the client. */
export interface Reader {
  readonly info: ServerInfo;
  readonly concurrency: number;
  /** One raw read. */
  ask(model: string, method: string, args: ReadArguments, options: CallOptions): Promise<unknown>;
  fieldsOf(model: string, options: CallOptions): Promise<ReadonlyMap<string, FieldInfo>>;
  moneyRules(fields: Iterable<FieldInfo>, options: CallOptions): Promise<MoneyRules>;
}

export interface ReadArguments {
  readonly ids?: readonly number[];
  readonly named: Readonly<Record<string, unknown>>;
}

/** The domain with more terms before it: terms side by side are joined by "and". */
export function narrowed(domain: Domain, ...terms: readonly unknown[]): Domain {
  return [...terms, ...domain];
}

/**
 * Arguments that make Odoo send many2one fields as bare ids. Any value but the default does; false travels over every transport.
 * Before 15 `search_read` does not take it, and the names that come are dropped.
 */
export function bareIds(reader: Reader): Readonly<Record<string, unknown>> {
  return reader.info.major >= 15 ? { load: false } : {};
}
