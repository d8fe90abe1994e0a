import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { root } from "./build.mjs";

/** Takes the pictures of the guides from the built server on the demo company. Needs Chromium. */
const PORT = 8498;
const out = join(root, "docs/guides/images");
const address = `http://127.0.0.1:${PORT}`;
const SHOTS = [
  { name: "ask", question: "Which customers are overdue by more than 90 days?" },
  { name: "ask-dark", question: "Who owes us the most money?", scheme: "dark" },
  { name: "profit-and-loss", path: "/reports/profit-and-loss?from=2026-10-01&to=2026-10-31&compare=11" },
  { name: "drill-down", path: "/reports/aged-receivable?asOf=2026-09-30&line=total&cell=older" },
  { name: "connections", path: "/connections", press: "Add an Odoo", ready: /is kept encrypted/ },
  { name: "phone", question: "How much cash do we have?", width: 390, height: 844 },
];

// Conversations of an earlier run have no place in the pictures.
const data = mkdtempSync(join(tmpdir(), "sextant-pictures-"));
const flags = ["--source", "demo", "--data", data, "serve", "--port", String(PORT)];
const server = spawn(process.execPath, ["server/dist/cli.js", ...flags], { cwd: root });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  mkdirSync(out, { recursive: true });
  while (!(await fetch(`${address}/ready`).catch(() => undefined))?.ok)
    await new Promise((resolve) => setTimeout(resolve, 100));
  for (const {
    name,
    path = "/",
    question,
    press,
    ready = /^Proved|Recomputed now/,
    scheme = "light",
    width = 1280,
    height = 860,
  } of SHOTS) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
    await page.goto(address + path);
    if (question) {
      const box = page.getByRole("textbox").first();
      await box.fill(question);
      await box.press("Enter");
    }
    if (press) await page.getByRole("button", { name: press }).click();
    await page.getByText(ready).first().waitFor();
    await page.waitForTimeout(1500);
    await page.screenshot({ path: join(out, `${name}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  const gone = new Promise((resolve) => server.once("exit", resolve));
  server.kill();
  await gone;
  rmSync(data, { recursive: true, force: true });
}
