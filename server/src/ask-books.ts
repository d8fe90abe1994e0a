import { type AskResult, isSextantError } from "@sextant/contracts";
import type { LedgerSource } from "@sextant/ledger";
import {
  type AskAgents,
  type AskEvent,
  ask,
  type DocumentRecords,
  type Exchange,
  type Plan,
  type PlanContext,
  type Questions,
  type Sending,
} from "./assistant/index.ts";
import type { Proposals } from "./changes/index.ts";
import { attachmentsOf, type OpenBooks, type ReadsRows, type RecordSource } from "./odoo/index.ts";
import { type Assistant, accountsOf } from "./open-assistant.ts";
import { today } from "./platform/today.ts";
import { chooseCompany, drill, latestDay, REPORTS, runReport } from "./reports/index.ts";
import { openRecords, type Semantics } from "./semantics/index.ts";

const PARTNERS = 20;
const CONTACTS = 50;

/** Books, and the records beside them where there are any. */
type BooksWithRecords = LedgerSource & Partial<Pick<OpenBooks, "records">>;

const readsRows = (records: RecordSource): records is RecordSource & DocumentRecords & ReadsRows =>
  records.rows !== undefined;

/** What questions are asked of. */
export interface AskableBooks {
  readonly open: () => Promise<BooksWithRecords>;
  readonly questions: Questions;
  /** What words about records mean; without it only reports answer where there is no model. */
  readonly semantics?: Semantics;
}

export interface AskOptions {
  /** The plan of the question before, for follow-ups. */
  readonly previous?: Plan;
  /** The company meant when the question names none; default: the user's first. */
  readonly company?: number | string;
  /** Where a message with an answer is proposed; without it nothing can be sent. */
  readonly proposals?: Pick<Proposals, "propose"> | null;
  /** Models and agents; without them the planner answers. */
  readonly models?: Assistant;
  readonly history?: readonly Exchange[];
  readonly onEvent?: (event: AskEvent) => void;
  readonly signal?: AbortSignal;
}

/** What a plan depends on in these books, for somebody who works in a company of them. */
export async function planContextOf(
  source: BooksWithRecords,
  questions: Questions,
  company?: number | string,
  signal?: AbortSignal,
): Promise<PlanContext> {
  const reading = signal ? { signal } : {};
  const companies = await source.companies(reading);
  const chosen = chooseCompany(companies, company);
  const extent = await source.extent(chosen.id, reading).catch((error: unknown) => {
    // Who may not read the books may still ask about other records; a report refuses with the reason.
    if (isSextantError(error) && error.code === "no_accounting_rights") return null;
    throw error;
  });
  return {
    questions,
    today: latestDay(source, today()),
    companies,
    defaultCompanyId: chosen.id,
    reports: REPORTS,
    findPartners: (text, within) => source.findPartners(text, PARTNERS, within ? { signal: within } : {}),
    lastEntry: extent?.last ?? null,
  };
}

/** One question on the books: the assistant plans and words the answer, the reports compute it. */
export async function askBooks(
  { open, questions, semantics }: AskableBooks,
  question: string,
  { previous, company, models, proposals, history = [], onEvent, signal }: AskOptions = {},
): Promise<AskResult> {
  const source = await open();
  const day = today();
  const { records } = source;
  const context = await planContextOf(source, questions, company, signal);
  return ask(
    question,
    {
      context: { ...context, ...(previous ? { previous } : {}) },
      runReport: (name, parameters, options) => runReport(source, name, parameters, { today: day, ...options }),
      ...(semantics && source.records ? { records: openRecords(semantics, source.records) } : {}),
      ...(source.records && readsRows(source.records) ? { documents: source.records } : {}),
      ...(onEvent ? { onEvent } : {}),
      ...(proposals && records?.kind === "live"
        ? {
            sending: {
              history,
              findContacts: (text, within) =>
                records.find("res.partner", text, CONTACTS, {
                  companyIds: context.companies.map(({ id }) => id),
                  ...(within ? { signal: within } : {}),
                }),
              propose: (contact, text, within) =>
                proposals.propose(
                  { change: { kind: "action", action: "send_message", parameters: { partner: contact.id, text } } },
                  within,
                ),
              onProposal: (id) => onEvent?.({ type: "proposal", id }),
            } satisfies Sending,
          }
        : {}),
      ...(models
        ? {
            models: {
              ...models,
              history,
              accounts: accountsOf(source, models.limits),
              drill: (request, options) => drill(source, request, options),
              ...(source.records?.kind === "live" ? { records: openRecords(models.semantics, source.records) } : {}),
              ...(source.records && readsRows(source.records)
                ? { rows: source.records, library: attachmentsOf(source.records, source.odooUrl) }
                : {}),
            } satisfies AskAgents,
          }
        : {}),
    },
    signal,
  );
}
