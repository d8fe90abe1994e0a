import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import type { FileFacts } from "../facts.ts";
import { definitionsToPack, factsOf } from "../facts-of.ts";
import { addonsFolder, filesEnding } from "../testing/addons-files.ts";
import { loadPython } from "../testing/load-python.ts";
import { definingFacts } from "./defining-facts.ts";
import { ModulePacker } from "./module-packer.ts";
import { packModule } from "./pack-module.ts";
import { PackedModule } from "./packed-module.ts";
import { UsesPacker } from "./uses-packer.ts";

/** Modules with much Python, with large templates, with long tables, with odd characters. */
const MODULES = ["sale", "website_sale", "l10n_fr_account", "l10n_cn", "test_orm"];

describeOdoo("facts of Odoo's own modules, packed", () => {
  it.each(MODULES)("%s: what is unpacked is what was packed", async (name) => {
    const python = await loadPython();
    const folder = join(addonsFolder(), name);
    const files = new Map<string, FileFacts>();
    for (const ending of [".py", ".xml", ".csv", ".js"])
      for (const path of filesEnding(folder, ending))
        files.set(path, factsOf({ python }, path, readFileSync(path), "19.0"));
    const bytes = packModule(folder, files, "19.0");
    const packed = new PackedModule(folder, bytes);
    let plain = 0;
    for (const [path, facts] of files) {
      const text = JSON.stringify(facts);
      plain += text.length;
      expect(packed.facts(path)).toEqual(JSON.parse(text));
    }
    const [first, second] = [new ModulePacker(folder, "19.0"), new UsesPacker(folder)];
    for (const facts of files.values()) {
      first.add(definingFacts(facts));
      second.add(facts);
    }
    const block = first.finish();
    const both = new PackedModule(folder, block).withUses(second.finish());
    for (const [path, facts] of files) expect(both.facts(path)).toEqual(JSON.parse(JSON.stringify(facts)));
    for (const word of ["name", "res.partner", "account", "web"]) {
      expect([...both.referencesWith(word)]).toEqual([...packed.referencesWith(word)]);
      expect([both.says(word), both.holds(word)]).toEqual([packed.says(word), packed.holds(word)]);
    }
    // What is read first, without what functions do and without JavaScript, makes the same block.
    const early = new ModulePacker(folder, "19.0");
    for (const path of files.keys()) early.add(definitionsToPack({ python }, path, readFileSync(path), "19.0"));
    expect(Buffer.from(early.finish()).equals(block)).toBe(true);
    console.log(`${name}: ${files.size} files, ${plain} characters of JSON, ${bytes.length} bytes packed`);
  });
});
