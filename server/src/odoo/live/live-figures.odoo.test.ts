import { type Bucket, bucketsOf, type Company, type LedgerSource } from "@sextant/ledger";
import { connect } from "@sextant/odoo-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkOpenItems, LEDGERS, minorIn } from "../../../../test/contract/compare-with-sql.ts";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import {
  agedByPartner,
  type Oracle,
  type OracleOpenItem,
  openOracle,
  toMinorUnits,
} from "../../../../test/odoo/oracle/oracle.ts";
import { type RunningOdoo, sharedOdoo, type Template } from "../../../../test/odoo/real-odoo.ts";
import { openLive } from "./index.ts";

const SIDES = ["receivable", "payable"] as const;

/** Totals of one account and range by plain SQL. */
const TOTALS = `select l.account_id as account, sum(l.debit)::text as debit, sum(l.credit)::text as credit,
    sum(l.balance)::text as balance, count(*)::int as count
  from account_move_line l
  where l.company_id = $1 and l.parent_state = 'posted' and l.account_id is not null
    and coalesce(l.display_type, '') not in ('line_section', 'line_note', 'line_subsection')
    and ($2::date is null or l.date >= $2::date) and ($3::date is null or l.date <= $3::date)
  group by 1 order by 1`;

const STATE = `select count(*)::int as count, max(l.id)::int as last,
    to_char(max(l.write_date), 'YYYY-MM-DD HH24:MI:SS') as written
  from account_move_line l
  where l.company_id = $1 and l.parent_state = 'posted' and l.account_id is not null
    and coalesce(l.display_type, '') not in ('line_section', 'line_note', 'line_subsection')`;

/** Few where `test/contract/statements-*.odoo.test.ts` ages the same database at many dates; the volume database is compared there alone. */
const DATES: Readonly<Record<string, readonly string[]>> = {
  demo: ["2020-01-31", "2026-10-31", "2026-11-10", "2026-12-31", "2027-06-30"],
  company: ["2025-02-28", "2025-06-15", "2026-06-30"],
};

for (const template of ["demo", "company"] as const satisfies Template[]) {
  describeOdoo(
    `live figures on the ${template} database equal plain SQL to the cent`,
    () => {
      let odoo: RunningOdoo;
      let source: LedgerSource;
      let oracle: Oracle;
      let companies: readonly Company[];
      const dates = DATES[template] ?? [];

      beforeAll(async () => {
        odoo = await sharedOdoo(template);
        const { url, database, login, key } = odoo;
        source = openLive(await connect({ url, database, login, secret: key }));
        oracle = openOracle(odoo);
        companies = await source.companies();
      });
      afterAll(async () => {
        await source?.close();
        await oracle?.close();
      });

      test("companies are those of the user, with their currency", async () => {
        const visible = await source.companies();
        const rows = await odoo.sql(
          `select c.id, c.name, cur.name as currency, cur.decimal_places::int as decimals from res_company c join res_currency cur on cur.id = c.currency_id order by c.id`,
        );
        const seen = visible.map(({ id, name, currency }) => ({
          id,
          name,
          currency: currency.code,
          decimals: currency.decimals,
        }));
        expect([...seen].sort((a, b) => a.id - b.id)).toEqual(rows);
      });

      test.for([
        ["whole months", { from: "2026-02-01", to: "2026-06-30" }],
        ["days within months", { from: "2025-05-17", to: "2026-06-29" }],
        ["calendar years", { from: "2025-01-01", to: "2025-12-31" }],
      ] as const)("totals over %s", async ([, { from, to }]) => {
        for (const { id: companyId, currency } of companies) {
          const before = { to: dayBefore(from) };
          const { ranges, watermark } = await source.totals({
            companyId,
            ranges: { before, period: { from, to }, overlapping: { to }, all: {}, empty: { from: to, to: from } },
          });
          const minor = (text: unknown) => toMinorUnits(String(text), currency.decimals);
          const expected = async (first: string | null, last: string | null) =>
            (await odoo.sql(TOTALS, [companyId, first, last])).map((row) => ({
              accountId: row.account,
              debit: minor(row.debit),
              credit: minor(row.credit),
              balance: minor(row.balance),
              count: row.count,
            }));
          expect(ranges.period).toEqual(await expected(from, to));
          expect(ranges.before).toEqual(await expected(null, before.to));
          expect(ranges.overlapping).toEqual(await expected(null, to));
          expect(ranges.all).toEqual(await expected(null, null));
          expect(ranges.empty).toEqual([]);
          const [state] = await odoo.sql(STATE, [companyId]);
          expect(watermark).toEqual({
            count: state?.count,
            maxId: state?.last ?? 0,
            lastWrite: state?.written ?? "",
            balance: 0n,
          });
        }
      });

      test("drafts are added on request only", async () => {
        const [{ id: companyId } = { id: 0 }] = companies;
        const read = async (drafts: boolean) =>
          (await source.totals({ companyId, ranges: { all: {} }, drafts })).watermark.count;
        const [row] = await odoo.sql(
          `select count(*) filter (where parent_state = 'posted')::int as posted, count(*)::int as both from account_move_line
             where company_id = $1 and parent_state in ('posted', 'draft') and account_id is not null
               and coalesce(display_type, '') not in ('line_section', 'line_note', 'line_subsection')`,
          [companyId],
        );
        expect(await read(false)).toBe(row?.posted);
        expect(await read(true)).toBe(row?.both);
      });

      describe.each(SIDES)("%s", (side) => {
        test("aged cells at past dates: forward = backward, total = control, each partner and bucket as by SQL", async () => {
          for (const company of companies) {
            for (const asOf of dates) {
              const reading = await source.aged({ companyId: company.id, side, asOf });
              const { decimals } = company.currency;
              for (const cell of reading.cells) {
                expect(cell.backward).toBe(cell.forward);
                expect(cell.backwardCurrency).toBe(cell.forwardCurrency);
              }
              const control = toMinorUnits(await oracle.controlAccount(company.id, asOf, LEDGERS[side]), decimals);
              expect(reading.control).toBe(control);
              expect(reading.cells.reduce((sum, { forward }) => sum + forward, 0n)).toBe(control);
              const items = await oracle.openItems(company.id, asOf, LEDGERS[side]);
              expect(nonZero(byPartner(reading.cells))).toEqual(nonZero(agedByPartner(items, decimals)));
              expect(byCurrency(reading)).toEqual(oracleByCurrency(items, reading.currencies));
              for (const { partnerId } of reading.cells) {
                expect(partnerId === 0 || reading.partners.has(partnerId)).toBe(true);
              }
            }
          }
        });

        test("open items are those of the SQL, residuals to the cent", async () => {
          for (const asOf of dates)
            for (const company of companies) await checkOpenItems(source, oracle, company, side, asOf);
        });

        test("one partner alone gives the cells of that partner", async () => {
          const [company] = companies;
          if (!company) throw new Error("no company");
          const asOf = dates[dates.length >> 1] ?? "";
          const all = await source.aged({ companyId: company.id, side, asOf });
          const partnerIds = [...new Set(all.cells.map((cell) => cell.partnerId))].slice(0, 3);
          for (const partnerId of partnerIds) {
            const one = await source.aged({ companyId: company.id, side, asOf, partnerId });
            expect(one.cells).toEqual(all.cells.filter((cell) => cell.partnerId === partnerId));
            expect(one.cells.reduce((sum, { forward }) => sum + forward, 0n)).toBe(one.control);
          }
        });
      });
    },
    template,
  );
}

function dayBefore(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

type Aged = Awaited<ReturnType<LedgerSource["aged"]>>;
type Buckets = Map<number, Partial<Record<Bucket, bigint>>>;

function byPartner(cells: Aged["cells"]): Buckets {
  const partners: Buckets = new Map();
  for (const { partnerId, bucket, forward } of cells) {
    const buckets = partners.get(partnerId) ?? {};
    buckets[bucket] = (buckets[bucket] ?? 0n) + forward;
    partners.set(partnerId, buckets);
  }
  return partners;
}

/** Amounts other than zero as sorted text, so that two maps compare whatever zeros they carry. */
function nonZero(partners: Buckets): string[] {
  return [...partners]
    .flatMap(([id, buckets]) =>
      bucketsOf().flatMap((bucket) => (buckets[bucket] ? [`${id} ${bucket} ${buckets[bucket]}`] : [])),
    )
    .sort();
}

function byCurrency({ cells, currencies }: Aged): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const { currencyId, forwardCurrency } of cells) {
    const code = currencies.get(currencyId)?.code ?? "?";
    sums[code] = (sums[code] ?? 0n) + forwardCurrency;
  }
  return withoutZeros(sums);
}

function oracleByCurrency(items: readonly OracleOpenItem[], currencies: Aged["currencies"]): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const item of items) sums[item.currency] = (sums[item.currency] ?? 0n) + minorIn(item, currencies);
  return withoutZeros(sums);
}

const withoutZeros = (sums: Record<string, bigint>) =>
  Object.fromEntries(
    Object.entries(sums)
      .filter(([, amount]) => amount !== 0n)
      .sort(),
  );
