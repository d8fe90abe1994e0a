import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const SKIP = new Set(["node_modules", "dist", ".git", "demo-company"]);

function sources(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    if (SKIP.has(name)) return [];
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return sources(path);
    return /\.(ts|tsx)$/.test(name) && !name.endsWith(".d.ts") ? [path] : [];
  });
}

interface Import {
  readonly from: string;
  /** A path inside the repository, or the name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const STATEMENT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^"'`;]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(STATEMENT)].map(([, typeOnly, statical, dynamic]) => {
    const target = statical ?? dynamic ?? "";
    const to = target.startsWith(".")
      ? relative(root, resolve(root, dirname(file), target.replace(/\?.*$/, "")))
      : target;
    return { from: file, to, typeOnly: typeOnly !== undefined };
  });
}

const isTest = (file: string) => /\.(test|bench|property)\.tsx?$/.test(file) || /(^|\/)(testing|fixtures)\//.test(file);
const code = ["packages", "server", "vscode-extension"].flatMap(sources).filter((file) => !isTest(file));
const imports = code.flatMap(importsOf);
const inside = (folder: string) => (entry: Import) => entry.from.startsWith(`${folder}/`);
const show = (entries: readonly Import[]) => entries.map(({ from, to }) => `${from} → ${to}`);

const IO = /^(node:|pg$|express|@duckdb|@sextant\/odoo-client)/;
const SLICES = [
  "platform",
  "odoo",
  "reports",
  "changes",
  "identity",
  "semantics",
  "assistant",
  "workflows",
  "documents",
  "insight",
  "modules",
];
const ROOM = new RegExp(`^server/src/(${SLICES.join("|")})/`);

describe("the dependency rule", () => {
  it("reads the code it judges", () => {
    expect(code.length).toBeGreaterThan(40);
    expect(imports.filter(({ to }) => to === "@sextant/contracts").length).toBeGreaterThan(10);
  });

  it("contracts depend on zod alone", () => {
    const outside = imports
      .filter(inside("packages/contracts"))
      .filter(({ to }) => !to.startsWith("packages/contracts/") && to !== "zod");
    expect(show(outside)).toEqual([]);
  });

  it("the ledger and the code model do no input or output", () => {
    const reaching = imports
      .filter(({ from }) => /^packages\/(ledger|odoo-code)\//.test(from))
      .filter(({ to }) => IO.test(to));
    expect(show(reaching)).toEqual([]);
  });

  it("packages know nothing of the server", () => {
    expect(
      show(imports.filter(inside("packages")).filter(({ to }) => to.startsWith("server/") || to === "@sextant/server")),
    ).toEqual([]);
  });

  it("packages are entered through their name, not by path", () => {
    const deep = imports.filter(
      ({ from, to }) =>
        to.startsWith("packages/") && from.split("/").slice(0, 2).join("/") !== to.split("/").slice(0, 2).join("/"),
    );
    expect(show(deep)).toEqual([]);
  });

  it("a slice enters another slice through its index alone; platform is open to all", () => {
    const deep = imports.filter(({ from, to }) => {
      const [here, there] = [ROOM.exec(from)?.[1], ROOM.exec(to)?.[1]];
      if (there === undefined || there === "platform" || here === there || from.startsWith("server/web/")) return false;
      return !to.endsWith(`/${there}/index.ts`);
    });
    expect(show(deep)).toEqual([]);
  });

  it("platform knows no slice", () => {
    const upward = imports
      .filter(inside("server/src/platform"))
      .filter(({ to }) => to.startsWith("server/src/") && !to.startsWith("server/src/platform/"));
    expect(show(upward)).toEqual([]);
  });

  it("the console imports contracts and nothing else of ours", () => {
    const ours = imports
      .filter(inside("server/web"))
      .filter(
        ({ to }) =>
          (to.startsWith("@sextant/") && to !== "@sextant/contracts") ||
          to.startsWith("server/src/") ||
          to.startsWith("packages/"),
      );
    expect(show(ours)).toEqual([]);
  });

  it("the editor extension imports packages and nothing else of ours", () => {
    const ours = imports
      .filter(inside("vscode-extension"))
      .filter(({ to }) => to === "@sextant/server" || /^(server|packages)\//.test(to));
    expect(show(ours)).toEqual([]);
  });

  it("DuckDB stays in the lake, Typst and XLSX in the renderers", () => {
    const homes: readonly (readonly [RegExp, string])[] = [
      [/^@duckdb\//, "server/src/odoo/lake/"],
      [/^@myriaddreamin\/typst/, "server/src/reports/renderers/"],
      [/^write-excel-file/, "server/src/reports/renderers/"],
      [/^pg$/, "server/src/platform/database/"],
      [/^(@anthropic-ai\/sdk|openai|ollama)$/, "server/src/assistant/models/"],
    ];
    const strays = imports.filter(({ from, to }) =>
      homes.some(([library, home]) => library.test(to) && !from.startsWith(home)),
    );
    expect(show(strays)).toEqual([]);
  });

  it("no file imports itself in a circle", () => {
    const graph = new Map<string, string[]>();
    for (const { from, to, typeOnly } of imports)
      if (!typeOnly && to.endsWith(".ts")) graph.set(from, [...(graph.get(from) ?? []), to]);
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (file: string, path: readonly string[]) => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      if (done.has(file) || path.includes(file)) return;
      for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
      done.add(file);
    };
    for (const file of graph.keys()) walk(file, []);
    expect(cycles).toEqual([]);
  });
});

describe("house rules", () => {
  it("no wildcard re-exports", () => {
    const wild = code.filter((file) => /^export \*/m.test(readFileSync(join(root, file), "utf8")));
    expect(wild).toEqual([]);
  });

  it("files stay small", () => {
    const long = code.filter((file) => readFileSync(join(root, file), "utf8").split("\n").length > 400);
    expect(long).toEqual([]);
  });

  it("no name that says nothing", () => {
    expect(code.filter((file) => /(^|\/)(utils?|helpers?|manager|service|misc|common)(\.ts|\/)/i.test(file))).toEqual(
      [],
    );
  });
});
