import { MONTH_NAMES } from "../dates/describe.ts";

/**
 * Words that may begin with a capital without naming a record: how sentences begin, and words of accounting. Every other capitalised word
 * must be the name of something that a tool returned. Left out are words that are names of people or companies too.
 */
export const PLAIN_WORDS: ReadonlySet<string> = new Set([
  ...MONTH_NAMES.map((name) => name.toLowerCase()),
  ..."monday tuesday wednesday thursday friday saturday sunday".split(" "),
  ..."i a an the this that these those there here it its they their them we our ours us you your he she his her who whose which what when where why how".split(
    " ",
  ),
  ..."in on at of for from to by with without within under over above below between among across during since until till after before as than about around per via against".split(
    " ",
  ),
  ..."and or but so yet if while whereas although though because unless once however therefore thus hence also besides moreover meanwhile instead otherwise still then now today overall".split(
    " ",
  ),
  ..."no not none nothing neither nor only all any both each every either some most many much more few fewer less least several other others another such same".split(
    " ",
  ),
  ..."is are was were be been being has have had do does did can could may might must shall should will would please note see let consider compare compared given".split(
    " ",
  ),
  ..."yes sorry thanks hello answer summary result results figures figure conclusion explanation reason reasons question next first second third last finally lastly largest biggest highest smallest lowest oldest newest latest main key top total totals sum balance balances amount amounts difference change share growth increase decrease rise fall".split(
    " ",
  ),
  ..."company companies group customer customers supplier suppliers vendor vendors partner partners client clients creditor creditors debtor debtors account accounts bank cash money invoice invoices bill bills payment payments receipt receipts credit credits debit debits note notes item items entry entries journal journals ledger books report reports statement statements sheet trial open aged overdue due unpaid paid receivable receivables payable payables asset assets liability liabilities equity capital reserve reserves revenue revenues income sales turnover cost costs expense expenses profit profits loss losses margin gross net operating earnings tax taxes vat depreciation inventory stock goods prepayments fixed current non".split(
    " ",
  ),
  ..."year years quarter quarters month months week weeks day days date dates period periods fiscal financial calendar so far".split(
    " ",
  ),
  ..."odoo sextant ar ap pl ebit ebitda kpi ok fy ltd inc gmbh".split(" ").slice(0, 9),
]);
