import type { IsoDate } from "@sextant/contracts";
import { formatMinor } from "@sextant/ledger";
import type { Row } from "@sextant/odoo-client";
import { plainText } from "../answers/plain-text.ts";
import { describeDate } from "../dates/describe.ts";
import { Explanation } from "./explanation.ts";
import { amountOf, tie } from "./tie.ts";
import type { DocumentContext } from "./types.ts";
import { countOf, id, text } from "./values.ts";

const MOST_NAMED = 5;
const MOST = 500;

/**
 * What a journal entry moves between which accounts, the largest items first.
 *
 * @throws SextantError `tie_out_failed` when its debits are not its credits: then no figure is told.
 */
export async function explainEntry(row: Row, { records, reading }: DocumentContext): Promise<Explanation | null> {
  const currency = (await records.currencies(reading)).get(id(row.company_currency_id) ?? 0);
  if (!currency) return null;
  const title = `journal entry ${plainText(text(row.name))}`;
  const told = new Explanation(title);
  const journalId = id(row.journal_id);
  const journal =
    journalId === null ? "" : ((await records.namesOf("account.journal", [journalId], reading)).get(journalId) ?? "");
  const items = await records.rows(
    {
      model: "account.move.line",
      domain: [
        ["move_id", "=", row.id],
        ["display_type", "not in", ["line_section", "line_subsection", "line_note"]],
      ],
      fields: ["name", "account_id", "partner_id", "debit", "credit"],
      limit: MOST,
    },
    reading,
  );
  const [dated, reference] = [text(row.date), plainText(text(row.ref))];
  const about = `${journal === "" ? "" : ` in ${plainText(journal)}`}${dated === "" ? "" : `, dated ${describeDate(dated as IsoDate)}`}`;
  if (items.length === MOST) {
    told.say(`The ${title}${about} has too many items to go through here: open it in Odoo.`);
    return told;
  }
  const sums = items.map((item) => ({
    item,
    debit: amountOf(item.debit, currency),
    credit: amountOf(item.credit, currency),
  }));
  const [debits, credits] = [
    sums.reduce((sum, { debit }) => sum + debit, 0n),
    sums.reduce((sum, { credit }) => sum + credit, 0n),
  ];
  tie(told, currency, "Debits = credits", debits, credits);
  const all = { model: "account.move.line", domain: [["move_id", "=", row.id]] };
  told.say(
    `The ${title}${about}${reference === "" ? "" : ` (${reference})`} moves ${told.figure(formatMinor(debits, currency), currency.code, "total", all)} ` +
      `in ${told.figure(String(items.length), countOf(items.length, "item"), "items", all)}.`,
  );
  const state = text(row.state);
  if (state === "draft") told.say("It is a draft: nothing of it counts in the books yet.");
  if (state === "cancel") told.say("It is cancelled: nothing of it counts in the books.");
  const size = ({ debit, credit }: (typeof sums)[number]) => debit + credit;
  const largest = [...sums].sort((a, b) => (size(a) < size(b) ? 1 : size(a) > size(b) ? -1 : 0));
  const named = largest.slice(0, MOST_NAMED);
  const of = (field: string) => named.flatMap(({ item }) => id(item[field]) ?? []);
  const accounts = await records.namesOf("account.account", of("account_id"), reading);
  const partners = await records.namesOf("res.partner", of("partner_id"), reading);
  for (const { item, debit, credit } of named) {
    const from = { model: "account.move.line", domain: [["id", "=", item.id]] };
    const [side, value] =
      debit >= credit ? (["debit", debit - credit] as const) : (["credit", credit - debit] as const);
    const partner = partners.get(id(item.partner_id) ?? 0);
    const label = plainText(text(item.name));
    told.say(
      `${told.figure(formatMinor(value, currency), currency.code, side, from)} ${side} on ${plainText(accounts.get(id(item.account_id) ?? 0) ?? "an account")}` +
        `${partner ? ` for ${plainText(partner)}` : ""}${label === "" ? "" : `: ${label}`}.`,
    );
  }
  const further = largest.slice(MOST_NAMED);
  if (further.length > 0) {
    const from = { model: "account.move.line", domain: [["id", "in", further.map(({ item }) => item.id)]] };
    told.say(
      `${told.figure(String(further.length), "", "further", from)} further ${countOf(further.length, "item")} ${further.length === 1 ? "is" : "are"} smaller.`,
    );
  }
  return told;
}
