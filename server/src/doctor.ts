import { existsSync } from "node:fs";
import { access, constants, mkdir } from "node:fs/promises";
import { type DoctorCheck, errorBodyOf, SextantError } from "@sextant/contracts";
import { openModels, probeModel, readModelName } from "./assistant/index.ts";
import { listConnections, whyNotConnected } from "./identity/index.ts";
import { demoCompanyDir, hasLake, lakeDir, lakeInfo, openBooks } from "./odoo/index.ts";
import { openAgents } from "./open-assistant.ts";
import { companySignIn, identityParts } from "./open-identity.ts";
import type { Config } from "./platform/config.ts";
import { openDatabase } from "./platform/database/open-database.ts";
import { projectFile } from "./platform/project-file.ts";

const NODE_FLOOR = [20, 19] as const;

type Finding = { readonly found: string } | { readonly warning: string; readonly action: string };

async function check(name: string, look: () => Finding | Promise<Finding>): Promise<DoctorCheck> {
  try {
    const finding = await look();
    if ("warning" in finding)
      return { name, ok: true, level: "warning", found: finding.warning, action: finding.action };
    return { name, ok: true, level: "ok", found: finding.found, action: null };
  } catch (error) {
    const { message, action } = errorBodyOf(error);
    return { name, ok: false, level: "error", found: message, action };
  }
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const old = major < NODE_FLOOR[0] || (major === NODE_FLOOR[0] && minor < NODE_FLOOR[1]);
  return old
    ? { warning: `Node ${process.versions.node}`, action: `Install Node ${NODE_FLOOR.join(".")} or later.` }
    : { found: `Node ${process.versions.node}` };
}

async function describeBooks(config: Config): Promise<Finding> {
  const books = await openBooks(config, AbortSignal.timeout(30_000));
  try {
    const companies = await books.companies();
    const extents = await Promise.all(
      companies.map(async ({ id, name }) => {
        const extent = await books.extent(id);
        return `${name} (${extent ? `${extent.first} to ${extent.last}` : "no entries"})`;
      }),
    );
    return { found: `${books.origin} as ${books.readAs}: ${extents.join(", ")}` };
  } finally {
    await books.close();
  }
}

/** What signing in stands on: keys, database, connected Odoos, the company's provider; all that is wrong at once. */
async function describeSignIn(config: Config): Promise<Finding> {
  const database = openDatabase(config);
  try {
    const parts = identityParts(config, database);
    await parts.keys();
    const connections = await listConnections(database);
    const provider = companySignIn(config, parts);
    const problems = await Promise.all([
      ...connections.map((one) => whyNotConnected(parts, one)),
      provider?.begin("c".repeat(43)).then(
        () => null,
        (error: unknown) => errorBodyOf(error).message,
      ),
    ]);
    const wrong = problems.filter((one) => typeof one === "string");
    if (wrong.length > 0) throw new SextantError("not_configured", wrong.join(" "));
    if (connections.length === 0) return { warning: "no Odoo is connected yet", action: "Run: sextant pair." };
    return { found: `connected: ${connections.map(({ tenant }) => tenant).join(", ")}` };
  } finally {
    await database.close();
  }
}

async function describeModels({ models }: Config): Promise<Finding> {
  openModels(models);
  const names = [...new Set([...models.names, ...models.fast])];
  if (names.length === 0) return { found: "none configured; the embedded planner answers" };
  const signal = AbortSignal.timeout(30_000);
  await Promise.all(names.map((name) => probeModel(readModelName(name), models, signal)));
  return { found: `${names.join(", ")}: there, and the key is accepted` };
}

/** Looks at everything Sextant needs; one entry each, none skipped because another failed. */
export async function diagnose(readConfiguration: () => Config): Promise<DoctorCheck[]> {
  let config: Config | undefined;
  const checks = [
    await check("program", nodeVersion),
    await check("configuration", () => {
      config = readConfiguration();
      return {
        found: `reads ${config.source === "demo" ? "the embedded demo company" : `${config.source} data of ${config.odoo?.url ?? "a loaded snapshot"}`}`,
      };
    }),
    await check("console", () =>
      existsSync(projectFile("server", "web", "dist", "index.html"))
        ? { found: "built" }
        : { warning: "not built", action: "Run: npm run build." },
    ),
    await check("demo company", async () => {
      const info = await lakeInfo(demoCompanyDir(), { contents: true });
      return { found: `${info.items.toLocaleString("en")} journal items, every file as saved` };
    }),
  ];
  if (!config) return checks;
  const chosen = config;
  checks.push(
    await check("data folder", async () => {
      await mkdir(chosen.data, { recursive: true });
      await access(chosen.data, constants.W_OK);
      return { found: `${chosen.data} is writable` };
    }),
    await check("lake", async () => {
      if (!hasLake(chosen))
        return chosen.source === "demo"
          ? { found: "not needed for the demo company" }
          : { warning: "nothing synced yet", action: "Run: sextant sync." };
      const info = await lakeInfo(lakeDir(chosen), { contents: true });
      return {
        found: `${info.items.toLocaleString("en")} journal items, synced ${info.syncedAt}, every file as written`,
      };
    }),
    ...(chosen.signIn
      ? [await check("sign-in", () => describeSignIn(chosen))]
      : [await check("books", () => describeBooks(chosen))]),
    await check("agents", () => {
      const { agents } = openAgents();
      return { found: agents.map(({ name }) => name).join(", ") };
    }),
    await check("models", () => describeModels(chosen)),
  );
  return checks;
}
