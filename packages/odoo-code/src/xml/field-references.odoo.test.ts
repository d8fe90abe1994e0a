import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import { askTemplate } from "../../../../test/odoo/real-odoo.ts";
import { csvFacts } from "../csv/csv-facts.ts";
import type { Reference } from "../facts.ts";
import { javascriptFacts } from "../javascript/javascript-facts.ts";
import { addonsFolder, filesEnding } from "../testing/addons-files.ts";
import { comodelAt, type Registry, reaches } from "../testing/registry-fields.ts";
import { xmlFacts } from "./xml-facts.ts";

describeOdoo("field references against the registry", () => {
  let registry: Registry = {};
  let modules: readonly string[] = [];

  beforeAll(async () => {
    const told = await askTemplate<{ readonly modules: string[]; readonly models: Registry }>(
      "demo",
      `import json
print(json.dumps({
    "modules": sorted(env["ir.module.module"].search([("state", "=", "installed")]).mapped("name")),
    "models": {m: {f.name: {"type": f.type, "comodel": f.comodel_name} for f in env[m]._fields.values()} for m in env.registry},
}))`,
    );
    registry = told.models;
    modules = told.modules;
  });

  it("what the files of installed modules name exists", () => {
    const wrong = new Map<string, string[]>();
    const counts = new Map<string, { right: number; wrong: number; unknown: number }>();
    const readJavaScript = javascriptFacts;
    for (const module of modules) {
      const folder = join(addonsFolder(), module);
      for (const ending of [".xml", ".csv", ".js"]) {
        for (const path of filesEnding(folder, ending)) {
          if (/\/(?:tests|upgrades|migrations|template)\//.test(path)) continue;
          const text = readFileSync(path, "utf8");
          const read = ending === ".xml" ? xmlFacts : ending === ".csv" ? csvFacts : readJavaScript;
          for (const reference of read(path, text).references) {
            if (reference.role !== "field-path" || !reference.certain) continue;
            judge(reference, relative(addonsFolder(), path));
          }
        }
      }
    }
    for (const [context, { right, wrong: bad, unknown }] of [...counts].sort())
      console.log(
        `${context}: ${right} right, ${bad} wrong, ${unknown} without a model\n  ${(wrong.get(context) ?? []).slice(0, 12).join("\n  ")}`,
      );
    const total = [...counts.values()].reduce((sum, { right }) => sum + right, 0);
    expect(total).toBeGreaterThan(20_000);
    // A key default_x need not be a field, a label may be for an element; in an extension the place is only presumed.
    const firm = [...wrong].filter(
      ([context]) => context !== "default" && context !== "label" && !/extension/.test(context),
    );
    expect(firm).toEqual([]);

    function judge(reference: Reference, path: string): void {
      const { model, through, value, extension } = reference;
      const context = `${reference.context}${extension ? " (extension)" : ""}`;
      const start = through ? comodelAt(registry, through.model, through.path) : (model ?? null);
      const known = start === null ? null : reaches(registry, start, value);
      const count = counts.get(context) ?? { right: 0, wrong: 0, unknown: 0 };
      counts.set(context, count);
      if (known === null) count.unknown += 1;
      else if (known) count.right += 1;
      else {
        count.wrong += 1;
        wrong.set(context, [...(wrong.get(context) ?? []), `${path}: ${start}/${value}`]);
      }
    }
  });
});
