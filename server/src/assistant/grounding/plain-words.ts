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
  ..."behind beside besides beyond despite except given including excluding following regarding concerning outside inside near toward towards throughout onto off out up down away back ahead along apart aside together again almost already always altogether anyway approximately around barely certain clearly closely completely considerably currently directly early easily enough especially essentially eventually exactly fairly far generally hardly however indeed just largely later lately maybe mostly nearly never notably often otherwise partly perhaps possibly presumably previously primarily probably quite rather really recently relatively roughly seldom significantly similarly simply slightly sometimes somewhat soon specifically subsequently substantially typically unfortunately usually very well".split(
    " ",
  ),
  ..."add adding ask asking based because book booked books came change check collect come comes consist consists cover covers decline declined detail details do drop dropped due end ended explain explains find found get gets give gives go goes going good great had half happened hold holds include includes increase increased keep keeps know large late left less like line lines list listed look looks lower made make makes making mean means move moved moves need needs new offset old older only open opening opened order owe owed owes paid part parts pay paying people place post posted prior question read reading record recorded remain remaining remains rest rise rose run same say says see seen settle settled short show shown shows side simple since size small so spent stand standing stands start started state stated stay stayed still sum table take taken takes tell tells term terms thing things think time times true try turn under understand up approval approve approved approves changes clerk console page pending proposal proposals propose proposed prepared waits waiting use used uses value values view want wants watch way went whole why work worse worst worth".split(
    " ",
  ),
  ..."accounting administration advertising amortisation amortization annual bad better biggest borrowings budget business buying by charge charges closing collection commercial commission compensation contract contracts control current daily deferred deposits difference direct dividend dividends documents domestic doubtful earned employee employees energy equipment estimate exchange export exports fees finance financing foreign freight fuel general goods import imports individual insurance intangible intercompany interest internal investment investments labour labor lease leases legal licence licences loan loans local long maintenance management marketing materials monthly mortgage office online orders other overdraft overhead overheads owner owners packaging party pension personnel petty post prepaid procurement product production products professional property provision provisions purchase purchases quarterly raw receipts refund refunds rent rental repair repairs research retained returns salaries salary selling services shipping short software staff suspense telephone third trade transfer transfers transport travel trial uninvoiced utilities wage wages warehouse weekly write yearly".split(
    " ",
  ),
  ..."arrival arrivals category categories closing colleagues crm deal deals delivered deliveries delivery department departments headcount invoiced job jobs lead leads location locations lost opportunities opportunity ordered orders pipeline pos purchased quantities quantity quotation quotations received request requests reserved salesperson shipped shop shops stage stages store stores team teams till unit units variants weighted won".split(
    " ",
  ),
  ..."odoo sextant ar ap pl ebit ebitda kpi ok fy ltd inc gmbh".split(" ").slice(0, 9),
]);
