import { SextantError } from "@sextant/contracts";
import type { Company, Currency, ReadOptions } from "@sextant/ledger";
import type { OdooClient } from "@sextant/odoo-client";
import { liveRecords } from "../records/live-records.ts";
import type { OpenBooks } from "../records/record-source.ts";
import { assertAccountingRights } from "./accounting-rights.ts";
import { readAccounts } from "./accounts.ts";
import { readAged } from "./aged.ts";
import { type Capabilities, readCapabilities } from "./capabilities.ts";
import { readCompanies, readUserCompanyIds } from "./companies.ts";
import { readCurrencies } from "./currencies.ts";
import { readExtent } from "./extent.ts";
import { readItemsPage } from "./items.ts";
import { asAccountant, type CompanyContext, companyContext, type LiveContext, signalOf } from "./live-context.ts";
import { readOpenItems } from "./open-items.ts";
import { findCommercialPartners } from "./partners.ts";
import { proveCell } from "./prove.ts";
import { recordLinkOf } from "./record-link.ts";
import { readTotals } from "./totals.ts";
import { assertWhole, readState } from "./watermark.ts";

/** Companies as last read, with what else a reading needs. */
interface Directory extends LiveContext {
  readonly companies: readonly Company[];
  readonly currencies: ReadonlyMap<number, Currency>;
}

/** Documents and items of the books: sales and purchase rules let others see some of them. */
const BOOKS: ReadonlySet<string> = new Set(["account.move", "account.move.line"]);

/**
 * The ledger of an Odoo, read live as the client's user: every figure is an aggregate that Odoo computes under that user's rights.
 * Closing the source closes the client.
 *
 * @param options `origin`: what the books are called on screen; default host and database.
 */
export function openLive(client: OdooClient, options: { readonly origin?: string } = {}): OpenBooks {
  let capabilities: Promise<Capabilities> | undefined;
  let directory: Promise<Directory> | undefined;
  let accountant: Promise<void> | undefined;
  let readAt = new Date();

  async function readDirectory(read: ReadOptions): Promise<Directory> {
    const call = signalOf(read);
    capabilities ??= readCapabilities(client, {}).catch((error: unknown) => {
      capabilities = undefined;
      throw error;
    });
    const [known, userCompanyIds, currencies] = await Promise.all([
      capabilities,
      readUserCompanyIds(client, call),
      readCurrencies(client, call),
    ]);
    const companies = await readCompanies(client, known, userCompanyIds, currencies, call);
    return { client, capabilities: known, userCompanyIds, companies, currencies };
  }

  /** Shared by concurrent readings, so no one's signal may cancel it; a failure is not kept. */
  function sharedDirectory(): Promise<Directory> {
    const reading = readDirectory({});
    directory = reading;
    reading.catch(() => {
      if (directory === reading) directory = undefined;
    });
    return reading;
  }

  /** Every report begins here: companies, locks and rights are those of this moment, not of the connection's beginning. */
  async function freshCompanies(read: ReadOptions): Promise<readonly Company[]> {
    const fresh = await readDirectory(read);
    directory = Promise.resolve(fresh);
    accountant = undefined;
    return fresh.companies;
  }

  async function contextOf(companyId: number, read: ReadOptions): Promise<CompanyContext> {
    let known = await (directory ?? sharedDirectory());
    let company = known.companies.find(({ id }) => id === companyId);
    if (!company) {
      known = await sharedDirectory();
      company = known.companies.find(({ id }) => id === companyId);
    }
    if (!company) throw notVisible(client, companyId, known.companies);
    const live = known;
    accountant ??= assertAccountingRights(live, {}).catch((error: unknown) => {
      accountant = undefined;
      throw error;
    });
    await accountant;
    readAt = new Date();
    return companyContext(live, company, known.currencies, read);
  }

  async function reading<T>(
    companyId: number,
    read: ReadOptions,
    work: (context: CompanyContext) => Promise<T>,
  ): Promise<T> {
    const context = await contextOf(companyId, read);
    return asAccountant(context, () => work(context));
  }

  const host = new URL(client.url).host;
  const origin = options.origin ?? `${host}/${client.database}`;
  return {
    kind: "live",
    records: liveRecords(client, {
      origin,
      companies: async () => (await (directory ?? sharedDirectory())).companies,
      async assertWhole(model, { companyIds: [companyId], signal }) {
        if (!BOOKS.has(model) || companyId === undefined) return;
        const read = signal ? { signal } : {};
        await reading(companyId, read, async (context) => assertWhole(await readState(context), context));
      },
    }),
    origin,
    readAs: client.info.login,
    readAt: () => readAt.toISOString(),
    odooUrl: client.url,
    recordLink: (model) => recordLinkOf(client, model),
    companies: (read = {}) => freshCompanies(read),
    accounts: (companyId, read = {}) => reading(companyId, read, readAccounts),
    extent: (companyId, read = {}) => reading(companyId, read, readExtent),
    findPartners: (text, limit, read = {}) => findCommercialPartners(client, text, limit, signalOf(read)),
    totals: (query, read = {}) => reading(query.companyId, read, (context) => readTotals(context, query)),
    aged: (query, read = {}) => reading(query.companyId, read, (context) => readAged(context, query)),
    openItems: (query, read = {}) => reading(query.companyId, read, (context) => readOpenItems(context, query)),
    items: (source, page, read = {}) =>
      reading(source.selector.companyId, read, (context) => readItemsPage(context, source, page)),
    prove: (source, read = {}) => reading(source.selector.companyId, read, (context) => proveCell(context, source)),
    close: () => client.close(),
  };
}

function notVisible(client: OdooClient, companyId: number, visible: readonly Company[]): SextantError {
  const names = visible.map(({ id, name }) => `${name} (${id})`).join(", ");
  return new SextantError(
    "company_not_visible",
    `The user "${client.info.login}" does not see a company with id ${companyId}. Visible: ${names || "none"}. Choose one of these, or ask an administrator for access.`,
    { details: { company: companyId, visible: visible.map(({ id }) => id) } },
  );
}
