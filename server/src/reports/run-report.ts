import { type IsoDate, type ReportParameters, type ReportResult, SextantError } from "@sextant/contracts";
import { assertTieOuts, finality, formatMinor, type LedgerSource, type ReadOptions } from "@sextant/ledger";
import { reportNamed } from "./catalogue.ts";
import { chooseCompany } from "./company.ts";

export interface RunOptions extends ReadOptions {
  /** The day it is; a test or a repeated run fixes it. */
  readonly today: IsoDate;
}

const dayOf = (instant: string): IsoDate => instant.slice(0, 10);

/** The latest day a source knows about: today when live, the day of the sync for a lake. */
export function latestDay(source: LedgerSource, today: IsoDate): IsoDate {
  if (source.kind === "live") return today;
  const synced = dayOf(source.readAt());
  return synced < today ? synced : today;
}

/**
 * Computes a named report and proves it. A report whose tie-outs fail is not returned.
 *
 * @throws SextantError `unknown_report`, `unknown_company`, `bad_usage` for wrong parameters, `tie_out_failed`, and the errors of the source.
 */
export async function runReport(
  source: LedgerSource,
  name: string,
  parameters: ReportParameters,
  { today, ...options }: RunOptions,
): Promise<ReportResult> {
  const definition = reportNamed(name);
  if (parameters.ages !== undefined && !definition.info.byAge) {
    throw new SextantError("bad_usage", `"${name}" has no buckets of age: ages go with the aged reports only.`);
  }
  const company = chooseCompany(await source.companies(options), parameters.company);
  const latest = latestDay(source, today);
  const { dates, statement, watermark } = await definition.compute({
    source,
    company,
    parameters,
    today: latest,
    accounts: () => source.accounts(company.id, options),
    options,
  });
  assertTieOuts(statement);
  const last = "asOf" in dates ? dates.asOf : dates.to;
  const notes = [...statement.notes];
  if (source.kind === "lake" && last > dayOf(source.readAt())) {
    notes.push(`The data were last synced on ${dayOf(source.readAt())}; later entries are not included.`);
  }
  return {
    report: name,
    title: definition.info.title,
    company: { id: company.id, name: company.name },
    currency: company.currency,
    ...dates,
    columns: [...statement.columns],
    lines: [...statement.lines],
    tieOuts: [...statement.tieOuts],
    final: finality(company, Object.values(dates)),
    lock: company.lock,
    generatedFrom: source.kind,
    provenance: {
      generatedFrom: source.kind,
      origin: source.origin,
      readAs: source.readAs,
      readAt: source.readAt(),
      watermark: { ...watermark, balance: formatMinor(watermark.balance, company.currency) },
    },
    notes,
    ...(statement.currencies ? { currencies: [...statement.currencies] } : {}),
  };
}
