import { isSextantError, SextantError } from "@sextant/contracts";
import type { Company, Currency, ReadOptions } from "@sextant/ledger";
import type { CallOptions, OdooClient } from "@sextant/odoo-client";
import type { Capabilities } from "./capabilities.ts";

/** What every reading of one connection shares. */
export interface LiveContext {
  readonly client: OdooClient;
  readonly capabilities: Capabilities;
  /** Companies that the user may see, default company first. */
  readonly userCompanyIds: readonly number[];
}

/** A reading of one company: its books and how its calls are scoped. */
export interface CompanyContext extends LiveContext {
  readonly company: Company;
  readonly currencies: ReadonlyMap<number, Currency>;
  readonly options: ReadOptions;
  /** Scope of the company's own entries and accounts, archived records included. */
  readonly scope: CallOptions;
  /** Scope of partials and partners: an item may be matched in another company that the user sees. */
  readonly wideScope: CallOptions;
}

export const signalOf = (options: ReadOptions | undefined): { readonly signal?: AbortSignal } =>
  options?.signal ? { signal: options.signal } : {};

export function companyContext(
  live: LiveContext,
  company: Company,
  currencies: ReadonlyMap<number, Currency>,
  options: ReadOptions,
): CompanyContext {
  const shared = { ...signalOf(options), activeTest: false, decimals: company.currency.decimals };
  const others = live.userCompanyIds.filter((id) => !company.branchIds.includes(id));
  return {
    ...live,
    company,
    currencies,
    options,
    scope: { ...shared, companyIds: [company.id, ...company.branchIds.filter((id) => id !== company.id)] },
    wideScope: {
      ...shared,
      companyIds: [company.id, ...company.branchIds.filter((id) => id !== company.id), ...others],
    },
  };
}

/** Runs a reading of the ledger; what Odoo calls an access error is said in the words of accounting. */
export async function asAccountant<T>({ client }: LiveContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isSextantError(error) && error.code === "access") throw noAccountingRights(client.info.login, error);
    throw error;
  }
}

export function noAccountingRights(login: string, cause?: unknown): SextantError {
  return new SextantError(
    "no_accounting_rights",
    `The user "${login}" may not read all journal items in Odoo. Ask an administrator for the right Invoicing or Accounting: read-only.`,
    cause === undefined ? {} : { cause },
  );
}
