import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import { odooHome } from "../../../../test/odoo/home.ts";
import { checkModule } from "../check/check-module.ts";
import { DEFAULT_CONFIGURATION } from "../check/configuration.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { factsOf } from "../facts-of.ts";
import { fileKind } from "../file-kind.ts";
import { loadPython } from "../testing/load-python.ts";
import { decodeText } from "../text/decode-text.ts";

const READ = new Set(["manifest", "python", "xml", "csv", "javascript"]);

function filesBelow(folder: string, below = ""): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    const inside = join(folder, path);
    // Modules that tests carry inside them are none of the module's files.
    return readdirSync(inside).includes("__manifest__.py") ? [] : filesBelow(folder, path);
  });
}

const INSTALLATIONS = [
  { version: "19.0", template: "demo", folder: "root", least: 600 },
  { version: "14.0", template: "demo14", folder: "bullseye14", least: 300 },
] as const;

for (const { version, template, folder: below, least } of INSTALLATIONS)
  describeOdoo(
    `rules on the addons of Odoo ${version}`,
    () => {
      it("raise no false alarm: no errors at all", async () => {
        const python = await loadPython();
        const addons = join(odooHome(), below, "usr/lib/python3/dist-packages/odoo/addons");
        const counts = new Map<string, number>();
        const errors: Diagnostic[] = [];
        let files = 0;
        let modules = 0;
        const folders = readdirSync(addons, { withFileTypes: true }).filter((entry) => entry.isDirectory());
        for (const { name } of folders) {
          const folder = join(addons, name);
          if (!readdirSync(folder).includes("__manifest__.py")) continue;
          modules += 1;
          const paths = filesBelow(folder);
          const checked = paths
            .filter((path) => READ.has(fileKind(path)) && !path.includes("static/lib/"))
            .map((path) => {
              const bytes = readFileSync(join(folder, path));
              return { facts: factsOf({ python }, `${name}/${path}`, bytes, version), text: decodeText(bytes).text };
            });
          files += checked.length;
          const manifest = checked.find(({ facts }) => facts.kind === "manifest")?.facts;
          const found = checkModule(checked, {
            python,
            version,
            configuration: DEFAULT_CONFIGURATION,
            module: {
              name,
              root: name,
              manifest: manifest?.kind === "manifest" ? manifest : null,
              files: new Set(paths),
            },
          });
          for (const finding of found) {
            const key = `${finding.severity} ${finding.rule}`;
            counts.set(key, (counts.get(key) ?? 0) + 1);
            if (finding.severity === "error") errors.push(finding);
          }
        }
        python.delete();
        const table = [...counts]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, count]) => `  ${((count * 1000) / files).toFixed(2).padStart(8)} ${key} (${count})`);
        console.log(`Findings per 1,000 files, ${files} files of ${modules} modules:\n${table.join("\n")}`);
        expect(modules).toBeGreaterThan(least);
        expect(errors.map(({ path, rule, message }) => `${path} ${rule}: ${message}`)).toEqual([]);
      }, 1_200_000);
    },
    template,
  );
