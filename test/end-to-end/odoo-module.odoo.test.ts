import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Proposal } from "@sextant/contracts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { type OwnDatabase, ownDatabase } from "../odoo/own-database.ts";
import { type RunningOdoo, startOdoo, users } from "../odoo/real-odoo.ts";
import { expectAccessible } from "./accessible.ts";
import { answerOf, eventStream, withChartsAndFile } from "./answer-stream.ts";
import { findChromium, launch } from "./browser.ts";
import { type ConsoleServer, freePort, startConsole } from "./console-server.ts";
import { hostileAnswer, hostileTexts } from "./hostile-texts.ts";
import { type OdooPages, odooPages, type PageOptions } from "./odoo-pages.ts";
import { pairedPanel } from "./paired-panel.ts";
import { runTour, withTours } from "./tours-in-odoo.ts";
import { runUnitTests } from "./unit-tests-in-odoo.ts";

const ADDONS = fileURLToPath(new URL("../../odoo-module", import.meta.url));
const chromiumPath = findChromium();
if (chromiumPath === null)
  console.warn("SKIPPED: the module in Odoo needs Chromium (package chromium, or CHROMIUM_PATH).");

/** How many of them a chart draws. */
const PARTNERS = 4;

/** What a page may say while the server is away; Odoo's own bundle of styles has nothing to do with it. */
const AWAY = /Failed to load resource|ERR_CONNECTION/;

describeOdoo("the module in the real Odoo, with the server beside it", () => {
  describe.skipIf(chromiumPath === null)("in Chromium", () => {
    let odoo: RunningOdoo;
    let server: ConsoleServer;
    let browser: Browser;
    let pages: OdooPages;
    let serverPort: number;
    let settings: Record<string, string>;
    const databases: OwnDatabase[] = [];
    /** Starts the server as one that knows nothing yet. */
    const startServer = async () => {
      const database = await ownDatabase(`module${databases.length}`);
      databases.push(database);
      return startConsole(serverPort, { ...settings, DATABASE_URL: database.url });
    };

    beforeAll(async () => {
      [odoo, browser, serverPort] = await Promise.all([
        startOdoo({ template: "company", install: { module: "sextant", addons: ADDONS } }),
        launch(chromiumPath ?? ""),
        freePort(),
      ]);
      pages = odooPages(browser, odoo);
      settings = {
        SEXTANT_ODOO_URL: odoo.url,
        SEXTANT_ODOO_DATABASE: odoo.database,
        SEXTANT_ODOO_LOGIN: users.admin.login,
        SEXTANT_ODOO_KEY: users.admin.key,
        SEXTANT_ORIGINS: odoo.url,
      };
      server = await startServer();
      await odoo.sql(
        "insert into ir_config_parameter (key, value) values ('sextant.server_url', $1) on conflict (key) do update set value = $1",
        [server.url],
      );
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      await odoo?.stop();
      for (const database of databases) await database.drop();
    });

    const open = (path: string, options: Partial<PageOptions> = {}) =>
      pages.open(path, { also: server.url, ...options });
    const panel = (page: Page) => page.locator("#o_sextant_panel");
    async function openPanel(page: Page) {
      await page.getByRole("button", { name: "Ask Sextant" }).click();
      await panel(page).waitFor();
    }
    async function ask(page: Page, question: string) {
      await panel(page).getByRole("textbox", { name: "Your question" }).fill(question);
      await page.keyboard.press("Enter");
      await panel(page).locator(".o_sextant_proof").last().waitFor();
    }

    it("answers about the open record, and opens proof and records", async () => {
      const partner = (await odoo.sql("select id, name from res_partner where name = 'Grand Canal Brasserie'"))[0];
      const page = await open(`/odoo/contacts/${partner?.id}`);
      await page.locator(".o_form_view").waitFor();
      await openPanel(page);
      await panel(page).getByRole("button", { name: "What does Grand Canal Brasserie owe us?" }).click();
      await panel(page).locator(".o_sextant_proof").getByText("checks hold").waitFor();
      // The label stands for the question, also after the server has echoed it.
      await panel(page)
        .locator(".o_sextant_question", { hasText: "What does Grand Canal Brasserie owe us?" })
        .waitFor();
      const total = panel(page).locator(".o_sextant_total td button").last();
      const shown = (await total.textContent()) ?? "";
      await total.click();
      await page.locator(".o_list_view .o_data_row").first().waitFor();
      const found = await odoo.sql(
        "select to_char(sum(amount_residual), 'FM999,999,990.00') as sum from account_move_line l join account_account a on a.id = l.account_id " +
          "where l.partner_id = $1 and a.account_type = 'asset_receivable' and l.parent_state = 'posted' and l.company_id = 1",
        [partner?.id],
      );
      expect(shown).toBe(found[0]?.sum);
      expect(await page.locator(".o_breadcrumb").last().textContent()).toContain("Total");
      await panel(page).getByRole("button", { name: "Grand Canal Brasserie", exact: true }).first().click();
      await page.locator(".o_form_view [name=name]").first().waitFor();
    });

    /** Runs one of the module's tours on the page that it is for. */
    async function tour(name: string, path: string, login: string = users.admin.login): Promise<Page> {
      const page = await open(withTours(path), { login });
      await runTour(page, name);
      return page;
    }

    it("explains the open invoice without a model, each figure with its records", async () => {
      const [invoice] = await odoo.sql(
        "select id, to_char(amount_total, 'FM999,999,990.00') as total from account_move where move_type = 'out_invoice' " +
          "and state = 'posted' and payment_state = 'not_paid' and company_id = 1 order by id limit 1",
      );
      const page = await tour(
        "sextant_explain_invoice",
        `/odoo/action-account.action_move_out_invoice_type/${invoice?.id}`,
      );
      expect(await panel(page).locator(".o_sextant_sentence").first().textContent()).toContain(String(invoice?.total));
    });

    it("is reached from compass, shortcut, palette and the action menus of the apps", async () => {
      const page = await tour("sextant_open_panel", "/odoo/action-base.action_partner_form");
      await panel(page).locator(".o_sextant_proof").waitFor();
      for (const model of [
        "account.move",
        "stock.picking",
        "sale.order",
        "purchase.order",
        "pos.order",
        "crm.lead",
        "hr.employee",
      ]) {
        const action = { type: "ir.actions.act_window", res_model: model, views: [[false, "list"]], name: model };
        await page.evaluate(`odoo.__WOWL_DEBUG__.root.env.services.action.doAction(${JSON.stringify(action)})`);
        await page.locator(".o_breadcrumb", { hasText: model }).waitFor();
        await page.locator(".o_cp_action_menus button").first().click();
        await page.locator(".o_sextant_cog").waitFor();
        await page.keyboard.press("Escape");
      }
    });

    it("is not met by who is not in its group", async () => {
      await tour("sextant_nothing", "/odoo/action-base.action_partner_form", users.employee.login);
    });

    it("has questions scheduled in a form, and the pairing among the settings", async () => {
      await tour("sextant_scheduled_question", "/odoo/action-sextant.sextant_question_action");
      await tour("sextant_connect", "/odoo/settings");
      const asked = "select question from sextant_question where question = 'Who owes us the most money?'";
      expect(await odoo.sql(asked)).toHaveLength(1);
      expect(await odoo.sql("select 1 from ir_config_parameter where key = 'sextant.tenant'")).toEqual([]);
    });

    it("says that the server is away, and goes on by itself when it is back", async () => {
      const page = await open("/odoo/action-sextant.sextant_question_action", { expected: AWAY });
      await openPanel(page);
      await server.stop();
      await panel(page).getByRole("textbox").fill("How much cash do we have?");
      await page.keyboard.press("Enter");
      await panel(page).getByText("does not answer").first().waitFor();
      server = await startServer();
      await panel(page).locator(".o_sextant_proof").waitFor();
      await panel(page).getByText("does not answer").waitFor({ state: "detached" });
    });

    it("says in one sentence that server and module do not fit", async () => {
      const page = await open("/odoo/action-sextant.sextant_question_action");
      await page.route(`${server.url}/health`, (route) =>
        route.fulfill({
          json: { ok: true, version: "7.1.0" },
          headers: { "access-control-allow-origin": odoo.url },
        }),
      );
      await openPanel(page);
      await panel(page)
        .getByRole("alert")
        .getByText("needs a Sextant server of version 0.1, and the server is 7.1.0")
        .waitFor();
    });

    it("shows proposals as an inbox, and approves or rejects exactly what the form shows", async () => {
      const partner = Number((await odoo.sql("select min(id) as id from res_partner where is_company"))[0]?.id);
      const propose = async (city: string) => {
        const change = { kind: "write", model: "res.partner", id: partner, values: { city } };
        const made = await fetch(`${server.url}/api/proposals`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ change }),
        });
        return ((await made.json()) as Proposal).id;
      };
      const row = (id: string) =>
        odoo.sql(
          "select p.state, (select count(*)::int from mail_activity a where a.res_model = 'sextant.proposal' and a.res_id = p.id) as activities " +
            "from sextant_proposal p where uuid = $1",
          [id],
        );
      const city = async () => (await odoo.sql("select city from res_partner where id = $1", [partner]))[0]?.city;
      const inbox = "/odoo/action-sextant.sextant_approvals_action";
      const before = await city();
      const unwanted = await propose("Nowhere");
      await tour("sextant_reject", inbox);
      expect(await row(unwanted)).toEqual([{ state: "rejected", activities: 0 }]);
      expect(await city()).toBe(before);
      const wanted = await propose("Zlín \u202Enílz");
      const page = await tour("sextant_approve", inbox);
      await page.locator(".o_sextant_decision").getByText("Zlín [U+202E]nílz", { exact: true }).waitFor();
      await expect.poll(() => row(wanted), { timeout: 20_000 }).toEqual([{ state: "done", activities: 0 }]);
      expect(await city()).toBe("Zlín \u202Enílz");
    });

    it("shows key figures that open the items behind them", async () => {
      await tour("sextant_dashboard", "/odoo/action-sextant.sextant_dashboard_action");
    });

    it("has a scheduled question answered and brings the answer to Discuss", async () => {
      await odoo.shell(
        "env['sextant.question'].with_user(env.ref('base.user_admin')).create({'question': 'How much cash do we have?'})\nenv['sextant.question']._queue_due()",
      );
      await open("/odoo/action-sextant.sextant_question_action");
      const told = () =>
        odoo.sql(
          `select m.body from mail_message m join sextant_question_run r on r.id = m.res_id join sextant_question q on q.id = r.question_id
            where m.model = 'sextant.question.run' and r.state = 'done' and q.question = 'How much cash do we have?'`,
        );
      await expect.poll(async () => (await told()).length, { timeout: 40_000 }).toBe(1);
      expect(String((await told())[0]?.body)).toContain("in bank and cash");
    });

    it("shows the charts that were asked for, and gives the files that were offered", async () => {
      const answer = await answerOf(server.url, "Which customers are overdue by more than 90 days?");
      const page = await open("/odoo/action-sextant.sextant_question_action");
      await page.route(`${server.url}/api/conversations/*/events`, (route) =>
        route.fulfill({
          body: eventStream([
            { type: "question", text: answer.question, at: "" },
            { type: "answer", result: withChartsAndFile(answer, PARTNERS) },
            { type: "done" },
          ]),
          headers: { "access-control-allow-origin": odoo.url, "content-type": "text/event-stream" },
        }),
      );
      await openPanel(page);
      await ask(page, answer.question);
      const charts = panel(page).locator(".o_sextant_chart");
      const ages = (answer.result?.columns.length ?? 0) - 1;
      expect(await charts.count()).toBe(2);
      expect(await charts.first().locator("rect").count()).toBe(PARTNERS * ages);
      expect(await charts.last().locator("polyline").count()).toBe(1);
      await expectAccessible(page, "#o_sextant_panel");
      const downloading = page.waitForEvent("download");
      await panel(page)
        .getByRole("button", { name: `${answer.result?.title} as CSV` })
        .click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(/^aged-receivable.*\.csv$/);
      expect(readFileSync(await download.path(), "utf8")).toContain(String(answer.result?.lines.at(-1)?.cells.total));
    });

    it("renders hostile names, answers and cells as text", async () => {
      const texts = hostileTexts();
      expect(texts.length).toBeGreaterThanOrEqual(700);
      const names = JSON.stringify(JSON.stringify(texts));
      await odoo.shell(
        `import json\nenv['res.partner'].create([{'name': (n.replace(chr(0), '') or 'x')[:250], 'comment': False, 'ref': 'hostile'} for n in json.loads(${names})])`,
      );
      const page = await open("/odoo/action-sextant.sextant_question_action");
      await page.evaluate("window.sextantHit = 0");
      await page.route(`${server.url}/api/conversations/*/events`, (route) =>
        route.fulfill({
          body: hostileAnswer(texts),
          headers: { "access-control-allow-origin": odoo.url, "content-type": "text/event-stream" },
        }),
      );
      await openPanel(page);
      await ask(page, "<img src=x onerror=sextantHit=1>");
      await panel(page)
        .getByRole("button", { name: /more lines/ })
        .click();
      await expect.poll(() => panel(page).locator("tbody tr").count(), { timeout: 20_000 }).toBe(texts.length + 1);
      const list = {
        type: "ir.actions.act_window",
        res_model: "res.partner",
        views: [[false, "list"]],
        name: "Hostile",
      };
      const action = JSON.stringify({ ...list, limit: 1000, domain: [["ref", "=", "hostile"]] });
      await page.evaluate(`odoo.__WOWL_DEBUG__.root.env.services.action.doAction(${action})`);
      // Odoo shows seven hundred rows at once: on a busy machine that takes half a minute.
      await page.locator(".o_data_row").nth(60).waitFor({ timeout: 90_000 });
      await page.locator(".o_data_row .o_list_record_selector input").first().click();
      await panel(page).locator(".o_sextant_about").waitFor();
      expect(await page.evaluate("window.sextantHit")).toBe(0);
      expect(await panel(page).locator("img, script, iframe, object, embed, base, meta, a[href]").count()).toBe(0);
    });

    it("speaks the language of the user, from right to left, on a phone", async () => {
      await odoo.shell(
        "env['res.lang']._activate_lang('ar_001')\nenv['ir.module.module'].search([('name', '=', 'sextant')])._update_translations(['ar_001'])\nenv.ref('base.user_admin').lang = 'ar_001'",
      );
      onTestFinished(() => odoo.shell("env.ref('base.user_admin').lang = 'en_US'").then(() => undefined));
      const page = await open("/odoo/action-sextant.sextant_question_action", { width: 390 });
      await page.locator(".o_sextant_systray button").click();
      await panel(page).waitFor();
      expect(await panel(page).getAttribute("dir")).toBe("rtl");
      expect(await panel(page).locator("textarea").getAttribute("placeholder")).toMatch(/[\u0600-\u06FF]/);
      const box = await panel(page).boundingBox();
      expect([box?.x, box?.width]).toEqual([0, 390]);
      expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(0);
    });

    it("passes its own unit tests on Odoo's page of them", async () => {
      const { outcome, passed } = await runUnitTests((path, apart) => open(path, { apart }));
      expect(outcome).toContain("Test suite succeeded");
      const files = new Set(passed.map((name) => /@sextant\/(\w+)/.exec(name)?.[1]));
      const sources = readdirSync(join(ADDONS, "sextant/static/tests")).filter((name) => name.endsWith(".test.js"));
      expect([...files].sort()).toEqual(sources.map((name) => name.replace(".test.js", "")).sort());
    });

    it("has the terms that Odoo finds in it in its template, and no others", async () => {
      const exported = await odoo.shell(
        "import io\nfrom odoo.tools.translate import trans_export\nout = io.BytesIO()\ntrans_export(False, ['sextant'], out, 'po', env)\nprint(out.getvalue().decode())",
      );
      const ids = (text: string) => [...text.matchAll(/^msgid ((?:"[^\n]*"\n)+)/gm)].map(([, id = ""]) => id);
      const found = ids(exported);
      const listed = ids(readFileSync(join(ADDONS, "sextant/i18n/sextant.pot"), "utf8"));
      expect(listed.filter((id) => !found.includes(id))).toEqual([]);
      // Modules that the template database has beside it give fields of their own to whatever keeps messages.
      expect(found.filter((id) => !listed.includes(id) && !/SMS|Website/.test(id))).toEqual([]);
    });

    it("adds little to what every page loads", () => {
      const sources = join(ADDONS, "sextant/static/src");
      const all = readdirSync(sources, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => readFileSync(join(file.parentPath, file.name)));
      expect(gzipSync(Buffer.concat(all)).length).toBeLessThan(60_000);
    });

    describe("connected to a server where people sign in", () => {
      pairedPanel(() => ({ odoo, open }));
    });

    it("leaves nothing behind when it is uninstalled", async () => {
      await odoo.shell("env['ir.module.module'].search([('name', '=', 'sextant')]).button_immediate_uninstall()");
      const counts = await odoo.sql(
        "select (select count(*)::int from ir_config_parameter where key like 'sextant.%') as parameters," +
          " (select count(*)::int from ir_model_data where module = 'sextant') as xmlids," +
          " (select count(*)::int from ir_model where model like 'sextant.%') as models," +
          " (select count(*)::int from pg_tables where tablename like 'sextant_%' and tablename <> 'sextant_test_marker') as tables," +
          " (select count(*)::int from mail_activity where res_model like 'sextant.%') as activities," +
          " (select count(*)::int from mail_message where model like 'sextant.%') as messages," +
          " (select count(*)::int from res_groups where comment::text like '%Sextant%') as groups," +
          " (select count(*)::int from ir_cron c join ir_act_server s on s.id = c.ir_actions_server_id where s.name::text like '%Sextant%') as jobs," +
          " (select count(*)::int from res_users_apikeys where scope like 'sextant%') as keys",
      );
      expect(Object.values(counts[0] ?? {}).filter((count) => count !== 0)).toEqual([]);
    });
  });
});
