import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeOdoo } from "../../../../../test/odoo/describe-odoo.ts";
import type { FileFacts, Reference } from "../../facts.ts";
import { factsOf } from "../../facts-of.ts";
import { linkProject } from "../../project/link-project.ts";
import type { Project } from "../../project/project.ts";
import { addonsFolder, filesEnding } from "../../testing/addons-files.ts";
import { loadPython } from "../../testing/load-python.ts";
import { decodeText } from "../../text/decode-text.ts";
import { symbolOfReference } from "../symbol-at.ts";
import { complete } from "./complete.ts";

/** Modules whose references are looked at; what they depend on is read too. */
const SAMPLED = ["sale_stock", "purchase", "crm", "project", "hr_expense"];
const SAMPLES = 300;
const BAR = 0.95;

const parsers = { python: await loadPython() };
const root = addonsFolder();

/** The modules with all that they depend on, read from the files of Odoo. */
function projectOf(names: readonly string[]): Project {
  const files = new Map<string, FileFacts>();
  const seen = new Set<string>();
  const read = (path: string) => {
    const facts = factsOf(parsers, path, readFileSync(path), "19.0");
    files.set(path, facts);
    return facts;
  };
  const add = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const manifest = read(join(root, name, "__manifest__.py"));
    if (manifest.kind !== "manifest") throw new Error(`${name} has no manifest`);
    for (const need of ["base", ...manifest.depends]) add(need);
    for (const ending of [".py", ".xml", ".csv"])
      for (const path of filesEnding(join(root, name), ending))
        if (!/\/(?:tests|static|i18n)\//.test(path) && !files.has(path)) read(path);
  };
  for (const name of names) add(name);
  return linkProject(files, [root], "19.0");
}

interface Known {
  readonly path: string;
  readonly language: string;
  readonly reference: Reference;
  /** The last name of it, which is deleted and must be offered. */
  readonly name: string;
}

/** References that certainly mean something which is there. */
function* knownGood(project: Project): Generator<Known> {
  for (const name of SAMPLED)
    for (const [path, facts] of project.contents.get(name)?.files ?? [])
      for (const reference of facts.references) {
        const { role, certain, value, span } = reference;
        if (!certain || (role !== "field-path" && role !== "model" && role !== "xml-id" && role !== "group")) continue;
        if (role !== "field-path" && !isThere(project, facts, reference)) continue;
        const at = symbolOfReference(project, facts, reference);
        if (at === null || span[1] - span[0] !== value.length) continue;
        const { symbol } = at;
        if (role === "field-path")
          if (symbol.kind !== "field" || !project.models.get(symbol.model ?? "")?.fields.has(symbol.field)) continue;
        const last = role === "field-path" ? (value.split(".").at(-1) ?? value) : value;
        yield { path, language: facts.kind, reference, name: last };
      }
}

function isThere(project: Project, facts: FileFacts, reference: Reference): boolean {
  const symbol = symbolOfReference(project, facts, reference)?.symbol;
  if (symbol?.kind === "model") return project.models.has(symbol.model);
  return symbol?.kind === "xml-id" && project.xmlIds.get(symbol.xmlId) !== undefined;
}

describeOdoo("completion on the source of Odoo", () => {
  it("offers the name that was deleted", () => {
    const project = projectOf(SAMPLED);
    const all = [...knownGood(project)];
    const step = Math.max(1, Math.floor(all.length / SAMPLES));
    const groups = new Map<string, { offered: number; of: number }>();
    const missed: string[] = [];
    let spent = 0;
    for (let index = 0; index < all.length; index += step) {
      const { path, language, reference, name } = all[index] ?? fail();
      const text = decodeText(readFileSync(path)).text ?? "";
      const offset = reference.span[1] - name.length;
      const cut = text.slice(0, offset) + text.slice(reference.span[1]);
      const start = performance.now();
      // Every second one is the first letter further, as somebody who has begun to type.
      const typed = index % 2 === 0 ? "" : name.slice(0, 1);
      const source = cut.slice(0, offset) + typed + cut.slice(offset);
      const { candidates, incomplete } = complete(project, parsers, {
        path,
        text: source,
        offset: offset + typed.length,
      });
      spent += performance.now() - start;
      const own = `${project.moduleOf(path)}.`;
      const found = candidates.some(({ label }) => label === name || label === own + name || own + label === name);
      const group = `${language} ${reference.role}`;
      const count = groups.get(group) ?? { offered: 0, of: 0 };
      // A list cut short goes on with the next letters; only what is shown counts.
      groups.set(group, { offered: count.offered + (found ? 1 : 0), of: count.of + 1 });
      if (!found)
        missed.push(
          `${path.slice(root.length + 1)} ${reference.context} ${reference.value}${incomplete ? " (cut short)" : ""}`,
        );
    }
    const of = [...groups.values()].reduce((sum, count) => sum + count.of, 0);
    const offered = of - missed.length;
    console.log(
      `completion: ${offered} of ${of} deleted names offered (${((100 * offered) / of).toFixed(1)} %), ${(spent / of).toFixed(1)} ms each`,
      ...[...groups].map(([group, count]) => `\n  ${group}: ${count.offered} of ${count.of}`),
      ...missed.map((miss) => `\n  missed: ${miss}`),
    );
    expect(of).toBeGreaterThan(200);
    expect(offered / of).toBeGreaterThanOrEqual(BAR);
  });
});

function fail(): never {
  throw new Error("no such sample");
}
