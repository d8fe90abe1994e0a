import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => read(join("src", name)));

it("every text of the manifest is there, and every text there is used", () => {
  const used = [...read("package.json").matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
  expect([...new Set(used)].sort()).toEqual(Object.keys(JSON.parse(read("package.nls.json"))).sort());
});

it("every text of the code can be translated: it stands in the bundle, and no other does", () => {
  const said = sources.flatMap((text) =>
    [...text.matchAll(/l10n(?:\.t)?\(\s*"((?:[^"\\]|\\.)*)"/g)].map(([, message]) => message ?? ""),
  );
  expect(said.length).toBeGreaterThan(30);
  expect([...new Set(said)].sort()).toEqual(Object.keys(JSON.parse(read("l10n/bundle.l10n.json"))).sort());
});

it("commands of the manifest are registered, and registered commands are in the manifest or called by code", () => {
  const declared: readonly { command: string }[] = JSON.parse(read("package.json")).contributes.commands;
  const registered = sources.flatMap((text) =>
    [...text.matchAll(/registerCommand\(\s*"([\w.]+)"/g)].map(([, id]) => id),
  );
  expect(registered.filter((id) => id !== "sextant.showLocations").sort()).toEqual(
    declared.map(({ command }) => command).sort(),
  );
});
