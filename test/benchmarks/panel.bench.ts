import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { findChromium, launch } from "../end-to-end/browser.ts";
import { startOdoo, users } from "../odoo/real-odoo.ts";
import type { Measurement } from "./measurement.ts";

const ADDONS = fileURLToPath(new URL("../../odoo-module", import.meta.url));
const LIMIT_MS = 300;
const ROUNDS = 9;

/** Milliseconds from the click on the compass in a list of Odoo until the frame in which the panel stands with the cursor in its box. */
const OPENED = `new Promise((resolve) => {
  const from = performance.now();
  document.querySelector(".o_sextant_systray button").click();
  const look = () =>
    document.activeElement?.matches("#o_sextant_panel textarea") ? resolve(performance.now() - from) : requestAnimationFrame(look);
  requestAnimationFrame(look);
})`;

/** How fast the panel opens in the web client of the real Odoo, by Odoo's own list of contacts; no server of Sextant is needed for it. */
export async function run(): Promise<Measurement[]> {
  const chromium = findChromium();
  if (chromium === null) throw new Error("Chromium is not installed (package chromium, or CHROMIUM_PATH).");
  const odoo = await startOdoo({ template: "company", install: { module: "sextant", addons: ADDONS } });
  const browser = await launch(chromium);
  try {
    const page = await browser.newPage({ baseURL: odoo.url, viewport: { width: 1280, height: 860 } });
    page.setDefaultTimeout(120_000);
    await signIn(page);
    await page.goto("/odoo/action-base.action_partner_form");
    await page.locator(".o_kanban_view, .o_list_view").first().waitFor();
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push((await page.evaluate(OPENED)) as number);
      await page.keyboard.press("Escape");
      await page.locator("#o_sextant_panel").waitFor({ state: "detached" });
    }
    const [first = 0] = times;
    const median = [...times].sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
    return [
      limited("panel in Odoo, opened for the first time", first),
      limited("panel in Odoo, opened again (median)", median),
    ];
  } finally {
    await browser.close();
    await odoo.stop();
  }
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/web/login");
  await page.fill("#login", users.admin.login);
  await page.fill("#password", users.admin.password);
  await page.click("button[type=submit]");
  await page.locator(".o_main_navbar").waitFor();
}

const limited = (name: string, value: number): Measurement => ({
  name,
  value,
  unit: "ms",
  limit: `<= ${LIMIT_MS}`,
  ok: value <= LIMIT_MS,
});
