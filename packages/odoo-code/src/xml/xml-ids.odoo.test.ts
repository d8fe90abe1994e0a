import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import { sharedOdoo } from "../../../../test/odoo/real-odoo.ts";
import { factsOf } from "../facts-of.ts";
import { addonsFolder, filesEnding } from "../testing/addons-files.ts";
import { loadPython } from "../testing/load-python.ts";

/** XML ids that Odoo makes of Python code by itself. */
const REFLECTED = new Set([
  ...["ir.model", "ir.model.fields", "ir.model.fields.selection", "ir.model.constraint", "ir.model.relation"],
  ...["ir.model.inherit", "ir.module.module", "ir.module.category"],
]);

describeOdoo("XML ids against ir.model.data", () => {
  const known = new Map<string, string>();
  let modules: readonly string[] = [];

  beforeAll(async () => {
    const odoo = await sharedOdoo("demo");
    const installed = await odoo.sql("select name from ir_module_module where state = 'installed' order by name");
    modules = installed.map(({ name }) => String(name));
    for (const row of await odoo.sql("select module, name, model from ir_model_data"))
      known.set(`${row.module}.${row.name}`, String(row.model));
  });

  it("ids in the data files of installed modules are those of the database", async () => {
    const parsers = { python: await loadPython() };
    const found = new Map<string, { readonly model: string; readonly path: string }>();
    const unlisted = new Set<string>();
    for (const module of modules) {
      const folder = join(addonsFolder(), module);
      const manifest = factsOf(parsers, "__manifest__.py", readFileSync(join(folder, "__manifest__.py")), "19.0");
      if (manifest.kind !== "manifest") throw new Error(`${module} has no manifest`);
      const listed = new Set(manifest.data.map(({ path }) => path));
      const others = [".xml", ".csv"].flatMap((ending) =>
        filesEnding(folder, ending).map((path) => relative(folder, path)),
      );
      for (const path of [
        ...listed,
        ...others.filter((other) => !listed.has(other) && !/^(static|tests)\//.test(other)),
      ]) {
        if (!existsSync(join(folder, path))) continue;
        const facts = factsOf(parsers, path, readFileSync(join(folder, path)), "19.0");
        if (facts.kind !== "xml" && facts.kind !== "csv") continue;
        for (const { xmlId, model } of facts.records) {
          if (xmlId === null) continue;
          const id = xmlId.includes(".") ? xmlId : `${module}.${xmlId}`;
          if (listed.has(path)) found.set(id, { model, path: `${module}/${path}` });
          else unlisted.add(id);
        }
      }
    }
    const expected = [...known].filter(
      ([id, model]) => !REFLECTED.has(model) && modules.includes(id.split(".")[0] ?? ""),
    );
    const extra = [...found].filter(([id]) => !known.has(id)).map(([id, { path }]) => `${id} (${path})`);
    const wrong = [...found].filter(([id, { model }]) => known.has(id) && known.get(id) !== model && model !== "");
    const reasons = new Map<string, string[]>();
    const missing: string[] = [];
    for (const [id, model] of expected) {
      if (found.has(id)) continue;
      const why = madeByCode(id, model, found, unlisted);
      if (why === null) missing.push(`${id} (${model})`);
      else reasons.set(why, [...(reasons.get(why) ?? []), id]);
    }
    const inFiles = expected.length - [...reasons.values()].flat().length;
    const recall = (inFiles - missing.length) / inFiles;
    const precision = (found.size - extra.length - wrong.length) / found.size;
    console.log(
      `${found.size} ids in data files of ${modules.length} modules; precision ${percent(precision)}, recall ${percent(recall)}`,
    );
    for (const [why, ids] of reasons)
      console.log(`${ids.length} made by code, ${why}: ${ids.slice(0, 3).join(", ")} …`);
    console.log(`not in the files: ${missing.join(", ")}`);
    expect(extra).toEqual([]);
    expect(wrong).toEqual([]);
    expect(found.size).toBeGreaterThan(5000);
    expect(recall).toBeGreaterThan(0.995);
  });
});

/** Why an id stands in the database though no data file writes it; null where that is not known. */
function madeByCode(
  id: string,
  model: string,
  found: ReadonlyMap<string, unknown>,
  unlisted: ReadonlySet<string>,
): string | null {
  const suffix = `_${model.replaceAll(".", "_")}`;
  const owner = id.endsWith(suffix) ? id.slice(0, -suffix.length) : "";
  if (found.has(owner)) return "the record that another delegates to (_inherits)";
  if (unlisted.has(id) || unlisted.has(owner)) return "from a data file that the manifest does not list";
  if (/^account\.\d+_/.test(id)) return "chart of accounts of a company";
  return null;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
