import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { root } from "./build.mjs";

/**
 * Takes the pictures of the module in Odoo. Needs Chromium and, at ODOO_URL, an Odoo with the module installed and connected to a
 * server that reads it: `odoo-pictures.mjs http://127.0.0.1:8069 http://127.0.0.1:8466`, log-in admin, admin. The name
 * of a picture takes that one alone.
 */
const [odoo = "http://127.0.0.1:8069", sextant = "http://127.0.0.1:8466", only] = process.argv.slice(2);
const out = join(root, "docs/guides/images");
mkdirSync(out, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

async function shoot(context, name, path, act) {
  if (only !== undefined && only !== name) return;
  const page = await context.newPage();
  await page.goto(path);
  await act(page);
  await page.waitForTimeout(1000);
  await page.screenshot({ path: join(out, `${name}.png`) });
  await page.close();
}

async function ask(page, question) {
  await page.locator(".o_list_view, .o_kanban_view").first().waitFor();
  await page.locator(".o_sextant_systray button").click();
  await page.locator("#o_sextant_panel textarea").fill(question);
  await page.keyboard.press("Enter");
  await page.locator(".o_sextant_proof").waitFor();
}

try {
  const context = await browser.newContext({ baseURL: odoo, viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  await page.goto("/web/login");
  await page.fill("#login", "admin");
  await page.fill("#password", "admin");
  await page.click("button[type=submit]");
  await page.locator(".o_main_navbar").waitFor({ timeout: 60_000 });
  await page.close();
  const change = { kind: "write", model: "res.partner", id: 1, values: { city: "Cork", zip: "T12" } };
  await fetch(`${sextant}/api/proposals`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ change, reason: "The letterhead says so." }),
  });
  const invoices = "/odoo/action-account.action_move_out_invoice_type";
  await shoot(context, "odoo-panel", invoices, (one) => ask(one, "Which customers are overdue by more than 90 days?"));
  await shoot(context, "odoo-dashboard", "/odoo/action-sextant.sextant_dashboard_action", (one) =>
    one.waitForFunction("document.querySelectorAll('.o_sextant_figure').length === 5"),
  );
  await shoot(context, "odoo-approval", "/odoo/action-sextant.sextant_approvals_action", async (one) => {
    await one.locator(".o_data_row").first().click();
    await one.locator(".o_sextant_difference").waitFor();
  });
  await shoot(context, "odoo-reminder", invoices, async (one) => {
    await one.locator(".o_data_row", { hasText: "days ago" }).first().click();
    await one.locator(".o_form_view").waitFor();
    await one.locator(".o_sextant_systray button").click();
    await one.getByRole("button", { name: "Draft the reminder" }).click();
    await one.locator("#o_sextant_panel .o_sextant_difference").waitFor();
  });
  const cookies = await context.cookies();
  const phone = await browser.newContext({ baseURL: odoo, viewport: { width: 390, height: 844 } });
  await phone.addCookies(cookies);
  await shoot(phone, "odoo-panel-phone", invoices, (one) => ask(one, "Who owes us the most money?"));
} finally {
  await browser.close();
}
