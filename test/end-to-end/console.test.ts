import type { ReportResult, ServerStatus } from "@sextant/contracts";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { violationsOn } from "./accessibility.ts";
import { findChromium, type KeptPages, keepPages, launch, openPage } from "./browser.ts";
import { type ConsoleServer, freePort, startConsole } from "./console-server.ts";
import { REPLIES } from "./managed-replies.ts";

const chromiumPath = findChromium();
if (chromiumPath === null) {
  console.warn("SKIPPED: the console's end-to-end tests need Chromium (package chromium, or CHROMIUM_PATH).");
}

const textOf = async (place: Locator) => (await place.textContent()) ?? "";
const plain = (shown: string) => shown.replaceAll(",", "").replaceAll("\u2212", "-");
/** Sum of exact amounts with the same number of decimals, as a decimal string. */
function sum(amounts: readonly string[]): string {
  const decimals = amounts[0]?.split(".")[1]?.length ?? 0;
  const total = amounts.reduce((minor, amount) => minor + BigInt(amount.replace(".", "")), 0n);
  const digits = (total < 0n ? -total : total).toString().padStart(decimals + 1, "0");
  const sign = total < 0n ? "-" : "";
  return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
/** The rows of the report itself; the proof has a table of its own. */
const reportRows = (page: Page) => page.getByRole("region", { name: /, table$/ }).locator("tbody tr, tfoot tr");
const noOverflow = async (page: Page) =>
  expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(0);

describe.skipIf(chromiumPath === null)("the console on the demo company", () => {
  let server: ConsoleServer;
  let browser: Browser;
  let pages: KeptPages;
  let status: ServerStatus;

  beforeAll(async () => {
    server = await startConsole(await freePort());
    browser = await launch(chromiumPath ?? "");
    pages = keepPages(browser, server.url);
    status = (await (await fetch(`${server.url}/api/status`)).json()) as ServerStatus;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** A page whose test fails on any console error, exception, or request to another origin. */
  async function open(path: string | null, options: Parameters<KeptPages["take"]>[0] = {}) {
    const watched = await pages.take(options);
    const { page, offences } = watched;
    onTestFinished(async ({ task }) => {
      const failed = task.result?.state === "fail";
      if (failed) console.error(`The page shows: ${await textOf(page.locator("body"))}`);
      await pages.giveBack(watched, failed);
      expect(offences).toEqual([]);
    });
    if (path !== null) await page.goto(path);
    return page;
  }
  const box = (page: Page) => page.getByRole("textbox", { name: "Question", exact: true });
  const asOf = () => (status.lastEntry ?? "2026-01-31").slice(0, 10);

  it("answers the first suggested question, with its proof", async () => {
    const page = await open("/");
    const [question] = status.questions;
    await page.getByRole("button", { name: question ?? "", exact: true }).click();
    await page.getByTestId("answer").waitFor();
    await page.getByText(/^Proved: \d+ identit/).waitFor();
    await page.getByRole("table").waitFor();
    expect(await textOf(page.getByTestId("answer"))).toMatch(/\d/);
    await noOverflow(page);

    await page.reload();
    await page.getByTestId("answer").waitFor();
    await box(page).press("ArrowUp");
    expect(await box(page).inputValue()).toBe(question);
  });

  it("opens a figure down to journal items that add up to it", async () => {
    const page = await open(`/reports/aged-receivable?asOf=${asOf()}`);
    const cell = reportRows(page)
      .first()
      .getByRole("button", { name: /Show its journal items/ })
      .last();
    const shown = plain(await textOf(cell));
    await cell.click();
    const total = page.getByTestId("drill-total");
    await total.waitFor();
    expect(
      plain(await textOf(total))
        .split(" ")[0]
        ?.split("\n")[0],
    ).toBe(shown);
    await page.getByText("Recomputed now: equal to the figure.").waitFor();

    const amounts = await page
      .getByTestId("drill-amount")
      .evaluateAll((cells) => cells.map((item) => item.getAttribute("data-amount") ?? ""));
    const count = Number(plain(await textOf(page.getByTestId("drill-count"))));
    // Rows out of sight are not in the page; the sum is taken where all of them are.
    if (amounts.length === count) expect(sum(amounts)).toBe(shown);
    expect(amounts.length).toBeGreaterThan(0);

    await page.reload();
    await page.getByTestId("drill-total").waitFor();
    expect(plain(await textOf(page.getByTestId("drill-total")))).toContain(shown);
    await page.keyboard.press("Escape");
    await page.getByTestId("drill-total").waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.get("cell")).toBeNull();
  });

  it("shows the same report again from its address", async () => {
    const [, company] = status.companies;
    const path = `/reports/profit-and-loss?company=${company?.id ?? status.companies[0]?.id}&from=2025-01-01&to=2025-03-31&compare=2`;
    const page = await open(path);
    const rows = async () => (await reportRows(page).allTextContents()).join("\n");
    await page.getByRole("table").waitFor();
    const before = await rows();
    expect(await page.getByLabel("From").inputValue()).toBe("2025-01-01");
    expect(await page.getByLabel("To").inputValue()).toBe("2025-03-31");
    await page.reload();
    await page.getByRole("table").waitFor();
    expect(await rows()).toBe(before);
    await page.getByLabel("Period").selectOption("last-year");
    await page.waitForURL(/from=\d{4}-01-01&to=\d{4}-12-31/);
  });

  it.each(["balance-sheet", "profit-and-loss", "trial-balance", "aged-receivable", "aged-payable", "open-receivable"])(
    "shows %s as the server computed it",
    async (name) => {
      const result = (await (await fetch(`${server.url}/api/reports/${name}`)).json()) as ReportResult;
      const page = await open(`/reports/${name}`);
      await page.getByRole("table").waitFor();
      const line = result.lines.find(({ kind, cells }) => kind !== "total" && Object.keys(cells).length > 0);
      const row = reportRows(page)
        .filter({ hasText: line?.label ?? "" })
        .first();
      await row.waitFor();
      const figures = plain((await row.locator("td").allTextContents()).join(" "));
      const zero = /^-?0(\.0+)?$/;
      const expected = Object.values(line?.cells ?? {}).filter((value) => !zero.test(value));
      expect(expected.length).toBeGreaterThan(0);
      for (const value of expected) expect(figures).toContain(value);
      await noOverflow(page);
    },
  );

  it("leads from a partner of an aged report to its open items", async () => {
    const page = await open(`/reports/aged-receivable?asOf=${asOf()}`);
    const row = reportRows(page).first();
    const name = await textOf(row.getByRole("link").first());
    const owed = plain(await textOf(row.getByRole("button").last()));
    await row.getByRole("link").first().click();
    await page.getByRole("heading", { level: 1, name: "Open customer items" }).waitFor();
    await page.getByText("Only", { exact: false }).filter({ hasText: name }).first().waitFor();
    const total = reportRows(page).filter({ hasText: /^Total/ });
    expect(plain((await total.locator("td").allTextContents()).join(" "))).toContain(owed);
    await page.getByRole("button", { name: "Show all partners" }).click();
    await page.waitForURL((url) => !url.searchParams.has("partner"));
  });

  it("moves between figures with the arrow keys and opens one with Enter", async () => {
    const page = await open("/reports/balance-sheet");
    await page.getByRole("table").waitFor();
    await reportRows(page)
      .first()
      .getByRole("button", { name: /Show its/ })
      .first()
      .focus();
    await page.keyboard.press("ArrowDown");
    const focused = page.locator("[data-row]:focus");
    await expect.poll(() => focused.getAttribute("data-row")).toBe("1");
    const label = await focused.getAttribute("aria-label");
    await page.keyboard.press("Enter");
    await page.getByTestId("drill-total").waitFor();
    await page.keyboard.press("Escape");
    await page.getByTestId("drill-total").waitFor({ state: "detached" });
    await expect.poll(() => focused.getAttribute("aria-label")).toBe(label);
  });

  it("keeps the colours that were chosen", async () => {
    const page = await open("/", { colorScheme: "light" });
    const ground = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const light = await ground();
    await page.getByRole("button", { name: "Colours" }).click();
    await page.getByRole("menuitem", { name: "Dark" }).click();
    await expect.poll(ground).not.toBe(light);
    const dark = await ground();
    await page.reload({ waitUntil: "commit" });
    await page.waitForFunction("document.body !== null");
    expect(await page.evaluate("document.documentElement.dataset.mantineColorScheme")).toBe("dark");
    await box(page).waitFor();
    expect(await ground()).toBe(dark);
  });

  it("offers questions instead of an answer that it does not have", async () => {
    const page = await open("/");
    await box(page).fill("Will it rain on the harvest festival?");
    await box(page).press("Enter");
    await page.getByTestId("not-understood").waitFor();
    const suggestion = page.locator("article").last().getByRole("listitem").getByRole("button").first();
    await suggestion.click();
    await page.getByTestId("answer").waitFor();
  });

  it("cancels a report that takes long, and runs it again", async () => {
    const page = await open(null);
    await page.route("**/stream?*", () => undefined);
    await page.goto(`/reports/trial-balance?from=2025-01-01&to=2025-01-31`);
    await page.getByText("Reading the ledger").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Cancelled").waitFor();
    expect(await page.getByRole("table").count()).toBe(0);
    await page.unroute("**/stream?*");
    await page.getByRole("button", { name: "Run it again" }).click();
    await page.getByRole("table").waitFor();
  });

  it("cancels a question with Esc", async () => {
    const page = await open("/");
    const cancelled: string[] = [];
    await page.route("**/questions", (route) => route.fulfill({ status: 202 }));
    await page.route("**/cancel", (route) => {
      cancelled.push(route.request().url());
      return route.fulfill({ status: 204 });
    });
    await box(page).fill("A question that takes its time");
    await box(page).press("Enter");
    await page.getByRole("button", { name: "Cancel (Esc)" }).waitFor();
    await page.waitForURL(/conversation=/);
    await box(page).press("Escape");
    await expect.poll(() => cancelled.length).toBe(1);
  });

  it("says so when the server is gone, tries again by itself, and works when it is back", {
    timeout: 180_000,
  }, async () => {
    const port = await freePort();
    let other = await startConsole(port);
    onTestFinished(() => other.stop());
    const { page } = await openPage(browser, other.url);
    onTestFinished(() => page.context().close());
    await page.goto(`${other.url}/reports/balance-sheet`);
    await page.getByRole("table").waitFor();
    await other.stop();
    await page.getByLabel("As of").fill("2025-06-30");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await textOf(alert)).toMatch(/does not answer[\s\S]*npm start[\s\S]*Trying again by itself[\s\S]*transport/);
    expect(await alert.getByRole("button", { name: "Try again" }).count()).toBe(1);
    expect(await page.getByRole("table").count()).toBe(0);
    other = await startConsole(port);
    await page.getByRole("table").waitFor();
    expect(await alert.count()).toBe(0);
  });

  it("asks again in a new conversation when a restarted server has forgotten the old one", {
    timeout: 180_000,
  }, async () => {
    const port = await freePort();
    let other = await startConsole(port);
    onTestFinished(() => other.stop());
    const { page } = await openPage(browser, other.url);
    onTestFinished(() => page.context().close());
    await page.goto(other.url);
    const question = status.questions[0] ?? "";
    await page.getByRole("button", { name: question, exact: true }).click();
    await page.getByTestId("answer").waitFor();
    const before = new URL(page.url()).searchParams.get("conversation");
    await other.stop();
    await box(page).fill(question);
    await box(page).press("Enter");
    // The lost stream and the refused question both speak up; the question's own alert is the one that matters.
    const refused = page.getByRole("alert").filter({ hasText: "does not answer" }).last();
    await refused.waitFor();
    expect(await page.getByTestId("answer").count()).toBe(1);
    other = await startConsole(port);
    await refused.getByRole("button", { name: "Try again" }).click();
    await page.waitForURL((url) => url.searchParams.get("conversation") !== before);
    await page.getByTestId("answer").waitFor();
  });

  it.each(["Excel (.xlsx)", "CSV", "PDF"])("saves a report as %s", async (format) => {
    const page = await open("/reports/balance-sheet");
    await page.getByRole("table").waitFor();
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: format }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/balance-sheet.*\.(xlsx|csv|pdf)$/);
    expect(await download.failure()).toBeNull();
  });

  it("shows the server's refusal with its code and no figure", async () => {
    const page = await open("/reports/trial-balance?from=2026-03-31&to=2026-01-01");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await textOf(alert)).toContain("bad_usage");
    expect(await page.getByRole("table").count()).toBe(0);
  });

  it("keeps the figures when the chart cannot be loaded", async () => {
    // In a page of its own: a kept one need not ask for what it has.
    const { page, offences } = await openPage(browser, server.url, {}, /chart-canvas|ERR_FAILED|dynamically imported/);
    onTestFinished(async () => {
      await page.context().close();
      expect(offences).toEqual([]);
    });
    await page.route("**/assets/chart-canvas*", (route) => route.abort());
    await page.goto("/reports/balance-sheet");
    await page.getByText("The chart could not be loaded").waitFor();
    await page.getByRole("table").waitFor();
    await page.unroute("**/assets/chart-canvas*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("img", { name: /^Chart/ }).waitFor();
  });

  it("renders hostile text as text", async () => {
    const names = [
      "<script>alert(1)</script>",
      '<img src=x onerror="alert(2)">',
      "\u202Egnp.exe\u202C",
      "شركة النور للتجارة",
      "'; DROP TABLE partner; --",
    ];
    const page = await open(null);
    const shown: string[] = [];
    await page.route("**/stream*", async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      const data = /event: result\ndata: (.*)\n/.exec(text)?.[1];
      if (data === undefined) throw new Error("The server sent no result.");
      const result = JSON.parse(data) as ReportResult;
      const lines = result.lines.map((line, index) => ({ ...line, label: names[index] ?? line.label }));
      shown.push(...names.slice(0, lines.length));
      const body = `event: result\ndata: ${JSON.stringify({ ...result, lines })}\n\n`;
      await route.fulfill({ response, body });
    });
    await page.goto(`/reports/aged-receivable?asOf=${asOf()}`);
    await page.getByRole("table").waitFor();
    expect(shown.length).toBeGreaterThan(2);
    for (const name of shown) await page.getByTitle(name, { exact: true }).first().waitFor();
    await page.getByText("Largest partners").click();
    await page.locator("svg text").first().waitFor();
    expect(await page.locator("main script, main img").count()).toBe(0);
    await noOverflow(page);
  });

  it.each([
    ["dark", { colorScheme: "dark", viewport: { width: 1280, height: 860 } }],
    ["narrow", { colorScheme: "light", viewport: { width: 390, height: 844 }, hasTouch: true }],
    ["narrow and dark", { colorScheme: "dark", viewport: { width: 390, height: 844 }, hasTouch: true }],
  ] as const)("fits a %s window", async (name, options) => {
    const page = await open("/", options);
    await box(page).waitFor();
    const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(ground).toBe(name.includes("dark") ? "rgb(18, 23, 28)" : "rgb(245, 247, 248)");
    await noOverflow(page);
    await page.getByRole("button", { name: status.questions[0] ?? "", exact: true }).click();
    await page.getByTestId("answer").waitFor();
    await page.getByRole("table").waitFor();
    await noOverflow(page);
    for (const path of ["/changes", "/reports", "/reports/balance-sheet?compare=2", "/reports/trial-balance"]) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      if (path === "/changes") await page.getByText("No Odoo is connected").waitFor();
      else if (path !== "/reports") await page.getByRole("table").waitFor();
      await noOverflow(page);
    }
  });

  /** Serves what an administrator of several Odoos would see; everything else comes from the server. */
  const administered = (page: Page) =>
    page.route(/\/(api|v1)\//, (route) => {
      const { pathname } = new URL(route.request().url());
      return pathname in REPLIES ? route.fulfill({ json: REPLIES[pathname] }) : route.fallback();
    });

  it.each([
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["narrow", { colorScheme: "light", viewport: { width: 390, height: 844 }, hasTouch: true }],
  ] as const)("has no violation of accessibility on any page, %s", { timeout: 240_000 }, async (name, options) => {
    const page = await open("/", options);
    const judge = async (what: string, ready: Locator) => {
      await ready.first().waitFor();
      expect(await violationsOn(page), what).toEqual([]);
      await noOverflow(page);
    };
    await judge("welcome", box(page));
    await page.getByRole("button", { name: status.questions[0] ?? "", exact: true }).click();
    await page.getByTestId("answer").waitFor();
    await judge("answer", page.getByRole("table"));
    const drawer = page.getByRole("dialog");
    const judgeDrawer = async (what: string, ready: Locator) => {
      await judge(what, ready);
      await page.keyboard.press("Escape");
      await drawer.waitFor({ state: "detached" });
    };
    // A wide window shows them beside the page.
    if (name === "narrow") {
      await page.getByRole("button", { name: "Conversations", exact: true }).click();
      await judgeDrawer("conversations", drawer.getByRole("link").first());
    }
    await page.getByRole("button", { name: "What Sextant remembers" }).click();
    await judgeDrawer("preferences", drawer.getByRole("button", { name: "Forget all of it" }));
    await page.goto("/reports");
    await judge("reports", page.getByRole("heading", { level: 1 }));
    await page.goto("/reports/balance-sheet?compare=2");
    await judge("a report", page.getByRole("table"));
    await reportRows(page)
      .getByRole("button", { name: /Show its journal items/ })
      .first()
      .click();
    await judgeDrawer("journal items", page.getByText("Recomputed now: equal to the figure."));
    await page.goto("/changes");
    await judge("changes", page.getByText("No Odoo is connected"));
    await page.goto("/connections");
    await judge("no connection", page.getByText("No Odoo is connected yet"));
    await page.goto("/people");
    await judge("no people", page.getByText("Nobody signs in here"));
    await page.goto("/runs");
    // The question above is kept a moment after its answer.
    await judge("own runs", page.getByText(/Nothing was asked|No model was asked/));
    await page.goto("/account");
    await judge("no account", page.getByText("There is no account"));
    await administered(page);
    await page.goto("/connections");
    await page.getByRole("button", { name: "Add an Odoo" }).click();
    await page.getByRole("article", { name: "Harvest UK" }).getByText("Settings").click();
    await judge("connections", page.getByText("does not accept the key"));
    await page.goto("/people");
    await page.getByRole("button", { name: "Show sessions" }).first().click();
    await page.getByRole("button", { name: "Delete", exact: true }).first().click();
    await judge("people", page.getByText("from Odoo's page"));
    await page.goto("/runs?days=90&by=agent");
    await judge("runs", page.getByText("940,000 of 1,000,000"));
    await page.goto("/audit");
    await judge("audit", page.getByText("Broken at entry 3"));
    await page.goto("/account");
    await judge("account", page.getByText("Delete the account"));
    await page.goto("/no-such-page");
    await judge("no page", page.getByText("There is no such page"));
  });

  it("leads to the pages of an administrator by keyboard, with a visible focus", async () => {
    const page = await open(null);
    await administered(page);
    await page.goto("/reports");
    const menu = page.getByRole("button", { name: "Manage" });
    await menu.waitFor();
    const focused = page.locator("button:focus", { hasText: "Manage" });
    for (let press = 0; press < 12 && (await focused.count()) === 0; press++) await page.keyboard.press("Tab");
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Connections" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/connections");
    await page.getByRole("button", { name: "Asked: Harvest Foods. Choose another Odoo" }).click();
    await page.getByRole("menuitem", { name: "Harvest UK" }).click();
    await expect
      .poll(() => page.evaluate("localStorage.getItem('sextant-connection')"), { timeout: 10_000 })
      .toBe("two");
  });
});
