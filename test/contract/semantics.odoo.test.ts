import { isSextantError, type RecordsResult } from "@sextant/contracts";
import { connect, type OdooClient } from "@sextant/odoo-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenBooks, openLive } from "../../server/src/odoo/index.ts";
import { loadSemantics, openRecords, type Records } from "../../server/src/semantics/index.ts";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { type RunningOdoo, sharedOdoo } from "../odoo/real-odoo.ts";
import { SUBJECTS_IN_SQL, type SubjectInSql } from "./semantics-sql.ts";

const semantics = loadSemantics(new URL("../../prompts/semantics", import.meta.url).pathname);
const DATES = /date/;
const TOP = 100;

interface Place {
  readonly odoo: RunningOdoo;
  readonly client: OdooClient;
  readonly books: OpenBooks;
  readonly records: Records;
  readonly company: number;
}

async function open(template: "company" | "demo"): Promise<Place> {
  const odoo = await sharedOdoo(template);
  const client = await connect({ url: odoo.url, database: odoo.database, login: odoo.login, secret: odoo.key });
  const books = openLive(client);
  const [first] = await books.companies();
  return { odoo, client, books, records: openRecords(semantics, books.records), company: first?.id ?? 0 };
}

async function ask({ records }: Place, query: object): Promise<RecordsResult> {
  const answered = await records.answer({ measures: [], by: [], where: [], top: TOP, ...query });
  if (answered.kind === "answer") return answered.result;
  throw new Error(`${JSON.stringify(query)}: ${answered.question}`);
}

/** Measures that one query can hold: of the same records, in the same kind of unit, four at most. */
function batches(subject: SubjectInSql): string[][] {
  const sets = new Map<string, string[]>();
  for (const [name, [, where, unit = ""]] of Object.entries(subject.measures)) {
    const key = `${where}|${unit}`;
    const last = sets.get(key) ?? [];
    sets.set(key, [...last, name]);
  }
  return [...sets.values()].flatMap((names) =>
    Array.from({ length: Math.ceil(names.length / 4) }, (_, i) => names.slice(i * 4, i * 4 + 4)),
  );
}

const number = (text: unknown) => Number(text ?? 0).toFixed(4);

type Groups = ReadonlyMap<string, { readonly records: number; readonly values: readonly string[] }>;

/** Groups by SQL, one map per grouping: keys and unit → records and values. One statement for all groupings. */
async function bySql(
  { odoo, company, books }: Place,
  subject: SubjectInSql,
  measures: readonly string[],
  groupings: readonly (readonly string[])[],
): Promise<readonly Groups[]> {
  const of = measures.map((name) => subject.measures[name] ?? ["", "", ""]);
  const [, where, unit = "null::integer"] = of[0] ?? [];
  const local = (expression: string) =>
    expression.replace(/\{(.*?)\}/g, `($1 at time zone 'UTC' at time zone '${books.records.zone}')`);
  const owned = `(r.company_id = ${company}${subject.shared ? " or r.company_id is null" : ""})`;
  const sets = groupings.map((keys) => {
    const columns = [...keys.map(local), unit].map((key) => `(${key})`);
    return `select array[${columns.map((key) => `${key}::text`).join(", ")}] as keys, count(*)::int as records,
                   array[${of.map(([expression]) => `(${expression})::text`).join(", ")}] as values
              from ${local(subject.from)} where ${owned} and ${where} group by ${columns.join(", ")}`;
  });
  const rows = await odoo.sql(sets.map((set, i) => `select ${i} as set, x.* from (${set}) x`).join(" union all "));
  return groupings.map((_, i) => {
    const own = rows.filter(({ set }) => Number(set) === i);
    return new Map(
      own.map(({ keys, records, values }) => [
        JSON.stringify(keys),
        { records: Number(records), values: (values as readonly unknown[]).map(number) },
      ]),
    );
  });
}

const grained = (expression: string, grain: string) => `date_trunc('${grain}', ${expression})::date`;

const inOrder = <T>(list: readonly T[]) => [...list].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

/** The domain of the first row, and of the one without a key, finds as many records as the row says. */
async function opens({ client, company }: Place, { model, rows }: RecordsResult): Promise<void> {
  for (const row of new Set([rows[0], rows.find(({ keys }) => keys[0]?.value === null)]))
    if (row)
      expect(await client.count(model, row.domain, { companyIds: [company] }), JSON.stringify(row.domain)).toBe(
        row.records,
      );
}

/** Units by name or code, as ids. */
async function unitIds({ odoo }: Place): Promise<ReadonlyMap<string, string>> {
  const rows = await odoo.sql(
    "select name as code, id from res_currency union all select name->>'en_US', id from uom_uom",
  );
  return new Map(rows.map(({ code, id }) => [String(code), String(id)]));
}

function compare(
  what: string,
  result: RecordsResult,
  truth: Groups,
  units: ReadonlyMap<string, string>,
  bare: boolean,
): void {
  const lines = result.rows.length > 0 || result.by.length > 0 ? result.rows : [];
  expect(lines.length, what).toBe(Math.min(truth.size, TOP));
  expect(result.more, what).toBe(truth.size > TOP);
  for (const { keys, cells, records } of lines) {
    const code = cells.find(({ unit }) => unit.code !== "")?.unit.code;
    const unit = bare || code === undefined ? null : (units.get(code) ?? null);
    const named = keys.map(({ value }) => (value === null ? null : String(value)));
    // A shop whose journal has no currency of its own keeps to the company's: null by SQL.
    const own = truth.get(JSON.stringify([...named, unit])) ?? truth.get(JSON.stringify([...named, null]));
    expect({ records, values: cells.map(({ value }) => number(value)) }, `${what} ${JSON.stringify(named)}`).toEqual(
      own,
    );
  }
  if (result.more) {
    // What is left out is no larger than what is shown.
    const shown = Math.min(...lines.map(({ cells }) => Number(cells[0]?.value)));
    const larger = [...truth.values()].filter(({ values }) => Number(values[0]) > shown).length;
    expect(larger, what).toBeLessThanOrEqual(TOP);
  }
}

describeOdoo(
  "the semantic layer against SQL",
  () => {
    let place: Place;
    let units: ReadonlyMap<string, string>;
    beforeAll(async () => {
      place = await open("company");
      units = await unitIds(place);
    });
    afterAll(() => place?.books.close());

    test("offers everything that is defined, and everything is in SQL", async () => {
      const { subjects, missing } = await place.records.offer();
      expect(missing).toEqual([]);
      expect([...subjects.keys()].sort()).toEqual(Object.keys(SUBJECTS_IN_SQL).sort());
      for (const [name, subject] of subjects) {
        expect([...subject.measures.keys()], name).toEqual(Object.keys(SUBJECTS_IN_SQL[name]?.measures ?? {}));
        expect([...subject.dimensions.keys()], name).toEqual(Object.keys(SUBJECTS_IN_SQL[name]?.dimensions ?? {}));
      }
    });

    test.each(Object.entries(SUBJECTS_IN_SQL))("%s: each measure by each dimension", async (name, subject) => {
      const dimensions = Object.entries(subject.dimensions);
      for (const [at, measures] of batches(subject).entries()) {
        const bare = subject.measures[measures[0] ?? ""]?.[2] === undefined;
        const keys = dimensions.map(([dimension, sql]) => [DATES.test(dimension) ? grained(sql, "month") : sql]);
        const [whole = new Map(), ...truths] = await bySql(place, subject, measures, [[], ...keys]);
        // Without records there is one total of zero, or none where units tell totals apart.
        const none = { records: 0, values: measures.map(() => number(0)) };
        const totals = inOrder(whole.size === 0 && bare ? [none] : [...whole.values()]);
        await Promise.all(
          dimensions.map(async ([dimension], i) => {
            const result = await ask(place, { subject: name, measures, by: [dimension], order: "largest" });
            compare(`${name}: ${measures.join(", ")} by ${dimension}`, result, truths[i] ?? new Map(), units, bare);
            const found = result.totals.map(({ cells, records }) => ({
              records,
              values: cells.map(({ value }) => number(value)),
            }));
            expect(inOrder(found), `totals of ${measures.join(", ")}`).toEqual(totals);
            if (at === 0) await opens(place, result);
          }),
        );
      }
    });

    test("several dimensions, every grain, conditions", async () => {
      const subject = SUBJECTS_IN_SQL["sales orders"];
      if (!subject) throw new Error("no such subject");
      for (const grain of ["day", "month", "quarter", "year"]) {
        const result = await ask(place, {
          measures: ["confirmed orders"],
          by: [`order ${grain}`, "sales team"],
          order: "largest",
        });
        const keys = [grained("{r.date_order}", grain), "r.team_id"];
        const [truth = new Map()] = await bySql(place, subject, ["confirmed orders"], [keys]);
        compare(grain, result, truth, units, true);
      }
      const [some] = await place.odoo.sql(
        "select partner_id from sale_order where company_id = 1 and state = 'sale' order by id limit 1",
      );
      const where = [
        { dimension: "order date", from: "2025-07-01", to: "2025-12-31" },
        { dimension: "customer", is: [Number(some?.partner_id)], not: true },
        { dimension: "country", empty: true, not: true },
      ];
      const result = await ask(place, { measures: ["ordered amount"], by: ["customer"], where, order: "largest" });
      const narrowed: SubjectInSql = {
        ...subject,
        from: `${subject.from} join (select 1) x on {r.date_order}::date between '2025-07-01' and '2025-12-31'
                 and r.partner_id <> ${some?.partner_id} and c.country_id is not null`,
      };
      const [truth = new Map()] = await bySql(place, narrowed, ["ordered amount"], [["r.partner_id"]]);
      compare("conditions", result, truth, units, false);
      expect(result.rows.length).toBeGreaterThan(3);
    });

    test("who may not read records is refused, by name", async () => {
      const { odoo } = place;
      const { login, key } = odoo.users.employee;
      const client = await connect({ url: odoo.url, database: odoo.database, login, secret: key });
      const books = openLive(client);
      const asked = openRecords(semantics, books.records).answer({
        measures: ["posted balance"],
        by: [],
        where: [],
        top: 5,
      });
      const error = await asked.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(isSextantError(error) && error.code).toBe("no_accounting_rights");
      await books.close();
    });
  },
  "company",
);

describeOdoo("the semantic layer in a zone east of UTC", () => {
  test("instants fall into the user's days", async () => {
    const place = await open("demo");
    expect(place.books.records.zone).toBe("Europe/Brussels");
    const units = await unitIds(place);
    for (const [name, measure, dimension] of [
      ["sales orders", "confirmed orders", "order date"],
      ["stock moves", "done moves", "move date"],
      ["opportunities", "opportunities", "creation date"],
    ] as const) {
      const subject = SUBJECTS_IN_SQL[name];
      if (!subject) throw new Error(name);
      const expression = subject.dimensions[dimension] ?? "";
      const result = await ask(place, {
        subject: name,
        measures: [measure],
        by: [`${dimension}:day`],
        order: "largest",
      });
      const [truth = new Map()] = await bySql(place, subject, [measure], [[grained(expression, "day")]]);
      compare(name, result, truth, units, true);
      await opens(place, result);
    }
    await place.books.close();
  });
});
