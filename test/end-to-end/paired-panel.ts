import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { type OwnDatabase, ownDatabase } from "../odoo/own-database.ts";
import { type RunningOdoo, users } from "../odoo/real-odoo.ts";
import { expectAccessible } from "./accessible.ts";
import { CLI, type ConsoleServer, freePort, startConsole } from "./console-server.ts";

/** What the tests of the paired panel share with those of the module: one Odoo, one Chromium. */
export interface PairedPanelParts {
  readonly odoo: RunningOdoo;
  /** A watched page of a user; `also` is an origin beside Odoo's that it may speak with. */
  open(
    path: string,
    options: { readonly login: string; readonly also: string; readonly expected?: RegExp },
  ): Promise<Page>;
}

/** What a page may say while the server is away, or has not read yet whose pages it answers. */
const AWAY = /Failed to load resource|ERR_CONNECTION|blocked by CORS policy/;
const INVOICES = "/odoo/action-account.action_move_out_invoice_type";
const panel = (page: Page) => page.locator("#o_sextant_panel");

async function openPanel(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Ask Sextant" }).click();
  await panel(page).waitFor();
}

async function ask(page: Page, question: string): Promise<void> {
  const proofs = await panel(page).locator(".o_sextant_proof").count();
  await panel(page).getByRole("textbox", { name: "Your question" }).fill(question);
  await page.keyboard.press("Enter");
  await panel(page).locator(".o_sextant_proof").nth(proofs).waitFor();
}

/** A server where people sign in, connected by the wizard; then what a user meets in the panel. */
export function pairedPanel(parts: () => PairedPanelParts): void {
  const folder = mkdtempSync(join(tmpdir(), "sextant-paired-"));
  let database: OwnDatabase;
  let server: ConsoleServer;
  let port: number;
  const settings = () => ({
    DATABASE_URL: database.url,
    SEXTANT_PUBLIC_URL: "http://127.0.0.1",
    SEXTANT_ALLOW_ADDRESSES: `127.0.0.1:${parts().odoo.port}`,
  });
  const start = () => startConsole(port, settings(), folder);
  const open = (path: string, login: keyof typeof users, expected?: RegExp) =>
    parts().open(path, { login: users[login].login, also: server.url, ...(expected ? { expected } : {}) });

  beforeAll(async () => {
    [database, port] = await Promise.all([ownDatabase("paired"), freePort()]);
    server = await start();
    await parts().odoo.shell(
      "for login in ('accountant', 'salesperson'):\n    env['res.users'].search([('login', '=', login)]).group_ids += env.ref('sextant.group_user')",
    );
  });
  afterAll(async () => {
    await server?.stop();
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is connected by the administrator with a code of the server", async () => {
    const { odoo } = parts();
    const pair = ["--data", folder, "pair", odoo.url, "--database", odoo.database];
    const made = spawnSync(process.execPath, [CLI, ...pair], {
      cwd: folder,
      env: { ...process.env, ...settings() },
      encoding: "utf8",
    });
    const code = made.stdout.split("\n")[0] ?? "";
    const page = await open("/odoo/settings", "admin");
    const connect = page.getByRole("button", { name: "Connect", exact: true });
    const connectWith = async (given: string) => {
      await connect.first().click();
      await page.locator(".modal [name=server_url] input").fill(server.url);
      await page.locator(".modal [name=pairing_code] input").fill(given);
      await page.locator(".modal").getByRole("button", { name: "Connect", exact: true }).click();
      await page.locator(".modal [name=password] input").fill(users.admin.password);
      await page.getByRole("button", { name: "Confirm Password" }).click();
    };
    await page.locator(".settings_tab [data-key=sextant]").click();
    await connectWith("AAAA-BBBB");
    await page.locator(".modal").getByText("The pairing code is unknown, was used, or is older").waitFor();
    await page.getByRole("button", { name: "Close", exact: true }).last().click();
    await page.getByRole("button", { name: "Discard", exact: true }).last().click();
    await connectWith(code);
    await page.locator(".settings_tab [data-key=sextant]").click();
    await page.getByText("Connected", { exact: true }).waitFor();
  });

  it("signs a user in without a password, answers, and keeps him signed in", async () => {
    const { odoo } = parts();
    const page = await open(INVOICES, "accountant", /status of 401/);
    const posts: string[] = [];
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.includes("/auth/") || pathname.endsWith("/code")) posts.push(pathname);
    });
    await openPanel(page);
    await ask(page, "Which customers are overdue by more than 90 days?");
    await panel(page).locator(".o_sextant_proof").getByText("checks hold").waitFor();
    expect(await panel(page).locator(".o_sextant_table tbody tr").count()).toBeGreaterThan(1);
    expect(await panel(page).locator(".o_sextant_chart svg").count()).toBe(1);
    expect(posts.splice(0)).toEqual(["/sextant/v1/code", "/v1/auth/exchange"]);
    await expectAccessible(page, "#o_sextant_panel");
    await expectAccessible(page, ".o_sextant_systray");

    // Many ask at once: the token is renewed before it ends, once.
    const manyAsk = () =>
      page.evaluate(
        "Promise.all(Array.from({ length: 20 }, () => odoo.__WOWL_DEBUG__.root.env.services.sextant.server.get('/api/status')))",
      ) as Promise<{ readAs: string }[]>;
    await page.evaluate("(() => { const now = Date.now; Date.now = () => now() + 870_001; })()");
    expect(new Set((await manyAsk()).map(({ readAs }) => readAs))).toEqual(new Set(["accountant"]));
    expect(posts.splice(0)).toEqual(["/v1/auth/refresh"]);
    // The key is taken back in Odoo: the page signs in anew, and the question is answered without the user's doing.
    await odoo.sql("delete from res_users_apikeys where scope = 'sextant'");
    await ask(page, "How much cash do we have?");
    expect(posts.splice(0)).toEqual(["/sextant/v1/code", "/v1/auth/exchange"]);
    expect(await panel(page).locator(".o_sextant_question").count()).toBe(2);
  });

  it("drafts a reminder of the open invoice, tells those who may approve, and sends it when it is approved", async () => {
    const { odoo } = parts();
    const overdue =
      "select m.id, m.name from account_move m join res_partner p on p.id = m.partner_id where m.move_type = 'out_invoice' and m.state = 'posted' " +
      "and m.company_id = 1 and m.payment_state = 'not_paid' and m.invoice_date_due < current_date - 7 and p.email is not null order by m.id desc limit 1";
    const [invoice] = await odoo.sql(overdue);
    const page = await open(`${INVOICES}/${invoice?.id}`, "accountant");
    await page.locator(".o_form_view").waitFor();
    await openPanel(page);
    await panel(page).getByRole("button", { name: "Draft the reminder" }).click();
    await panel(page)
      .locator("ins", { hasText: `our invoice ${invoice?.name} was due on` })
      .waitFor();
    const ofApprover = () =>
      odoo.sql(
        "select p.state, (select count(*)::int from mail_activity a where a.res_model = 'sextant.proposal' and a.res_id = p.id) as activities, " +
          "(select count(*)::int from mail_message m where m.model = 'sextant.proposal' and m.res_id = p.id) as told " +
          "from sextant_proposal p join res_users u on u.id = p.user_id where u.login = 'admin' and p.proposed_by = 'accountant' and p.record_id = $1",
        [invoice?.id],
      );
    await panel(page).getByRole("button", { name: "Approve and execute" }).waitFor();
    await expectAccessible(page, "#o_sextant_panel");
    await expect.poll(ofApprover, { timeout: 20_000 }).toEqual([{ state: "pending", activities: 1, told: 1 }]);
    const sent = async () =>
      (
        await odoo.sql(
          "select count(*)::int as many from mail_message where model = 'account.move' and res_id = $1 and body like '%is still open%'",
          [invoice?.id],
        )
      )[0]?.many;
    expect(await sent()).toBe(0);
    await panel(page).getByRole("button", { name: "Approve and execute" }).click();
    await page.locator(".modal").getByRole("button", { name: "Approve and execute" }).click();
    await panel(page).locator(".alert-success").waitFor();
    expect(await sent()).toBe(1);
    await expect.poll(ofApprover, { timeout: 20_000 }).toEqual([{ state: "done", activities: 0, told: 1 }]);
  });

  it("answers scheduled questions while no page is open, once their user allows it and until he takes it back", async () => {
    const { odoo } = parts();
    await odoo.shell(
      "env['sextant.question'].with_user(env['res.users'].search([('login', '=', 'accountant')])).create({'question': 'How much cash do we have?', 'next_at': '2099-01-01 00:00:00'})",
    );
    const page = await open("/odoo/action-sextant.sextant_question_action", "accountant");
    await page.locator(".o_data_row").first().click();
    await page.getByRole("button", { name: "Answer while I am away too" }).click();
    await page.locator(".modal").getByRole("button", { name: "Allow" }).click();
    await page.getByText("Answered while you are away too, until").waitFor();
    const keys =
      "select scope, expiration_date < now() + interval '91 days' as soon from res_users_apikeys where scope = 'sextant_background'";
    expect(await odoo.sql(keys)).toEqual([{ scope: "sextant_background", soon: true }]);
    await page.goto("about:blank");
    await odoo.shell("env['sextant.question'].search([('next_at', '>', '2098-01-01')]).action_ask_now()");
    // A server that is started looks at once.
    await server.stop();
    server = await start();
    const runs = () =>
      odoo.sql(
        "select r.state, (select count(*)::int from mail_message m where m.model = 'sextant.question.run' and m.res_id = r.id and m.body like '%in bank and cash%') as told " +
          "from sextant_question_run r join sextant_question q on q.id = r.question_id where q.next_at > '2098-01-01'",
      );
    await expect.poll(runs, { timeout: 40_000 }).toEqual([{ state: "done", told: 1 }]);
    const again = await open("/odoo/action-sextant.sextant_question_action", "accountant");
    await again.locator(".o_data_row").first().click();
    await again.getByRole("button", { name: "Take it back" }).click();
    await again.getByText("Answered while you have a page of Odoo open").waitFor();
    expect(await odoo.sql(keys)).toEqual([]);
  });

  it("says in one sentence that the user lost the right while he looked, and stops trying", async () => {
    const { odoo } = parts();
    const page = await open(INVOICES, "accountant", /status of 401/);
    await openPanel(page);
    await ask(page, "How much cash do we have?");
    const group = "env['res.users'].search([('login', '=', 'accountant')]).group_ids";
    await odoo.shell(`${group} -= env.ref('sextant.group_user')`);
    onTestFinished(() => odoo.shell(`${group} += env.ref('sextant.group_user')`).then(() => undefined));
    await panel(page).getByRole("textbox").fill("Who owes us the most money?");
    await page.keyboard.press("Enter");
    await panel(page).getByText("You may not use Sextant").waitFor();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.waitForTimeout(2500);
    expect(requests.filter((url) => url.startsWith(server.url))).toEqual([]);
  });

  it("waits for the server, and goes on by itself when it is back", async () => {
    const page = await open(INVOICES, "accountant", AWAY);
    await openPanel(page);
    await ask(page, "How much cash do we have?");
    await server.stop();
    await panel(page).getByRole("textbox").fill("Who owes us the most money?");
    await page.keyboard.press("Enter");
    await panel(page).getByText("does not answer").first().waitFor();
    server = await start();
    await expect.poll(() => panel(page).locator(".o_sextant_proof").count(), { timeout: 30_000 }).toBe(2);
    await panel(page).getByText("does not answer").waitFor({ state: "detached" });
  });
}
