import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ErrorCode, ReportResult } from "@sextant/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { addUserWithHiddenItems, type RunningOdoo, startOdoo, users } from "../odoo/real-odoo.ts";
import { startFaultyProxy } from "./faulty-proxy.ts";
import { type CliRun, runCli, settingsOf } from "./run-cli.ts";
import { type Asked, runReports } from "./run-reports.ts";

const STATEMENTS = ["trial-balance", "balance-sheet", "profit-and-loss", "aged-receivable", "open-receivable"];
const asJson = (name: string, ...more: string[]) => ["report", name, "--format", "json", ...more];

const everyStatement = (settings: Record<string, string>, parameters = {}) =>
  runReports(
    STATEMENTS.map((name) => [name, parameters]),
    settings,
  );

/** One statement in this process. A process of its own, which takes a second, is for what it alone can show: one of each kind of end. */
async function runOne(settings: Record<string, string>, ...asked: Asked): Promise<CliRun> {
  const [run] = await runReports([asked], settings);
  if (!run) throw new Error("nothing was run");
  return run;
}

/** One sentence with a stable code, the right exit code, and no figure, traceback or key anywhere. */
function expectRefusal(
  run: CliRun,
  code: ErrorCode,
  exit: 1 | 2,
  sentence: RegExp,
  secrets: readonly string[] = [],
): void {
  const { error, lines } = run.json<{ error?: { code: string; message: string; action: string }; lines?: unknown }>();
  expect({ code: error?.code, exit: run.exit, lines }).toEqual({ code, exit, lines: undefined });
  expect(error?.message).toMatch(sentence);
  expect(error?.message).toMatch(/[.!?]$/);
  expect(error?.action).toMatch(/\.$/);
  for (const secret of [...secrets, "Traceback"]) expect(run.stdout + run.stderr).not.toContain(secret);
}

describeOdoo("bad input on the command line", () => {
  let odoo: RunningOdoo;
  const admin = () => settingsOf(odoo, users.admin.key);

  beforeAll(async () => {
    odoo = await startOdoo({ template: "demo" });
  });
  afterAll(() => odoo?.stop());

  it("an Odoo that is down", async () => {
    const settings = { ...admin(), SEXTANT_ODOO_URL: "http://127.0.0.1:9" };
    expectRefusal(await runCli(asJson("balance-sheet"), settings), "odoo_unreachable", 2, /127\.0\.0\.1:9/, [
      users.admin.key,
    ]);
  });

  it("a host that does not exist", async () => {
    const settings = { ...admin(), SEXTANT_ODOO_URL: "http://odoo.invalid" };
    expectRefusal(await runOne(settings, "balance-sheet"), "odoo_unreachable", 2, /odoo\.invalid/);
  });

  it("a server that is not an Odoo", async () => {
    const other = createServer((_request, response) =>
      response.setHeader("content-type", "text/html").end("<title>It works</title>"),
    );
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    expectRefusal(await runOne({ ...admin(), SEXTANT_ODOO_URL: url }, "balance-sheet"), "not_odoo", 2, /Odoo/);
    other.close();
  });

  it("a wrong key", async () => {
    const run = await runCli(asJson("balance-sheet"), settingsOf(odoo, "0123456789abcdef0123456789abcdef01234567"));
    expectRefusal(run, "authentication", 2, /key/i, ["0123456789abcdef"]);
  });

  it("a wrong database", async () => {
    const settings = settingsOf({ url: odoo.url, database: "no_such_db" }, users.admin.key);
    const run = await runOne(settings, "balance-sheet");
    expectRefusal(run, "no_database", 2, /no_such_db/);
  });

  it("a user without accounting rights, in every statement", async () => {
    const alone = await runCli(asJson("aged-receivable"), settingsOf(odoo, users.employee.key));
    expectRefusal(alone, "no_accounting_rights", 1, /accounting/i);
    for (const key of [users.employee.key, users.salesperson.key]) {
      for (const run of await everyStatement(settingsOf(odoo, key)))
        expectRefusal(run, "no_accounting_rights", 1, /accounting/i);
    }
  });

  it("a company the user may not see", async () => {
    const settings = settingsOf(odoo, users.accountant.key);
    const [two, acme] = await runReports(
      ["2", "Acme"].map((company) => ["balance-sheet", { company }]),
      settings,
    );
    if (!two || !acme) throw new Error("both were asked");
    expectRefusal(two, "company_not_visible", 1, /\(1\)/);
    expectRefusal(acme, "unknown_company", 2, /Acme/);
  });

  it("a record rule that hides items", async () => {
    const [row] = await odoo.sql(
      "select account_id from account_move_line where company_id = 1 and parent_state = 'posted' group by 1 having sum(balance) <> 0 order by count(*) desc limit 1",
    );
    const user = await addUserWithHiddenItems(odoo, [["account_id", "=", row?.account_id]]);
    for (const run of await everyStatement(settingsOf(odoo, user.key)))
      expectRefusal(run, "hidden_items", 1, /rule|right/i);
  });

  it("a reply that loses rows on the way", async () => {
    const proxy = await startFaultyProxy(odoo.url, (path, body) => {
      if (!path.endsWith("/search_read")) return body;
      const rows = JSON.parse(body.toString()) as unknown[];
      return Buffer.from(JSON.stringify(rows.length > 5 ? rows.slice(0, -1) : rows));
    });
    const settings = settingsOf({ url: proxy.url, database: odoo.database }, users.admin.key);
    const run = await runOne(settings, "open-receivable");
    expectRefusal(run, "truncated_read", 1, /not complete/);
    proxy.close();
  });

  it("a reply that is cut", async () => {
    const proxy = await startFaultyProxy(odoo.url, (path, body) =>
      path.includes("formatted_read_group") ? null : body,
    );
    const settings = settingsOf({ url: proxy.url, database: odoo.database }, users.admin.key);
    const run = await runOne(settings, "trial-balance");
    expectRefusal(run, "transport", 1, /connection|reply/i);
    proxy.close();
  });

  it("a date before the first entry gives an empty statement, in words", async () => {
    const run = await runCli(asJson("aged-receivable", "--as-of", "1999-12-31"), admin());
    const result = run.json<ReportResult>();
    expect([run.exit, result.lines.filter(({ kind }) => kind === "line")]).toEqual([0, []]);
    expect(result.tieOuts.every(({ ok }) => ok)).toBe(true);
  });

  it("dates that are none, and flags that do not go together", async () => {
    expectRefusal(
      await runCli(asJson("balance-sheet", "--as-of", "2026-02-30"), admin()),
      "bad_usage",
      2,
      /2026-02-30/,
    );
    expectRefusal(await runOne(admin(), "balance-sheet", { from: "2026-01-01" }), "bad_usage", 2, /one date/);
    expectRefusal(await runOne(admin(), "balance"), "unknown_report", 2, /balance-sheet/);
    expect((await runCli(["report"], admin())).exit).toBe(2);
    expect((await runCli(["frobnicate"], admin())).exit).toBe(2);
  });

  it("another language gives the same figures", async () => {
    const english = (await runOne(admin(), "aged-receivable")).json<ReportResult>();
    await odoo.shell(`
env['res.lang']._activate_lang('fr_FR')
env.ref('base.user_admin').lang = 'fr_FR'
`);
    const french = (await runOne(admin(), "aged-receivable")).json<ReportResult>();
    const figures = ({ lines }: ReportResult) => lines.map(({ key, cells }) => ({ key, cells }));
    expect(figures(french)).toEqual(figures(english));
    expect(figures(english).length).toBeGreaterThan(2);
  });

  it("an empty company", async () => {
    await odoo.shell(`
company = env['res.company'].create({'name': 'Nothing Yet Ltd'})
env.ref('base.user_admin').company_ids |= company
`);
    for (const run of await everyStatement(admin(), { company: "Nothing Yet Ltd" })) {
      const { report, lines } = run.json<ReportResult>();
      const amounts = lines.flatMap(({ cells }) => Object.values(cells));
      expect([report, run.exit, amounts.filter((amount) => Number(amount) !== 0)]).toEqual([report, 0, []]);
    }
  });

  // Last: it spoils the chart of accounts.
  it("an unknown account type", async () => {
    const [row] = await odoo.sql(
      `update account_account set account_type = 'asset_crypto' where id =
       (select account_id from account_move_line where company_id = 1 and parent_state = 'posted' order by id limit 1) returning id`,
    );
    expect(row?.id).toBeDefined();
    const totals = ["trial-balance", "balance-sheet", "profit-and-loss"].map((name): Asked => [name]);
    for (const run of await runReports(totals, admin())) expectRefusal(run, "unknown_account_type", 1, /asset_crypto/);
  });
});
