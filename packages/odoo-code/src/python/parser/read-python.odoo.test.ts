import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, it } from "vitest";
import { describeOdoo } from "../../../../../test/odoo/describe-odoo.ts";
import { definitionsToPack, usesToPack } from "../../facts-of.ts";
import { definingFacts, isUsing } from "../../packed/defining-facts.ts";
import { addonsFolder, filesEnding } from "../../testing/addons-files.ts";
import { loadPython } from "../../testing/load-python.ts";
import { decodeText } from "../../text/decode-text.ts";
import { parseWithGrammar } from "../python-tree.ts";
import { readPython } from "./read-python.ts";
import { difference } from "./testing/difference.ts";

/** Tree-sitter takes ten times as long: all files only when asked for, else one of so many. */
const STEP = process.env.SEXTANT_ALL_PYTHON === undefined ? 8 : 1;

describeOdoo("Python of Odoo's own addons", () => {
  it("what is read without what functions do is what files define", async () => {
    const parsers = { python: await loadPython() };
    const folder = addonsFolder();
    const paths = filesEnding(folder, ".py").filter(isUsing);
    const different: string[] = [];
    let broken = 0;
    for (const path of paths) {
      const bytes = readFileSync(path);
      const { facts, sound } = usesToPack(parsers, path, bytes, "19.0");
      if (!sound) broken += 1;
      else if (!isDeepStrictEqual(definitionsToPack(parsers, path, bytes, "19.0"), definingFacts(facts)))
        different.push(relative(folder, path));
    }
    console.log(`${paths.length} files, of which ${broken} would be read as a whole`);
    expect(different).toEqual([]);
  });
});

describeOdoo("Python of Odoo's own addons, against tree-sitter", () => {
  it(`gives the same nodes and comments (one file of ${STEP})`, async () => {
    const python = await loadPython();
    const folder = addonsFolder();
    const paths = filesEnding(folder, ".py").filter((_path, at) => at % STEP === 0);
    const different: string[] = [];
    let left = 0;
    for (const path of paths) {
      const { text } = decodeText(readFileSync(path));
      const found = text === null ? null : readPython(text, 400);
      if (text === null || found === null) {
        left += 1;
        continue;
      }
      const where = difference(parseWithGrammar(python, text), found);
      if (where !== null) different.push(`${relative(folder, path)} ${where}`);
    }
    console.log(`${paths.length} files, of which ${left} are left to tree-sitter`);
    expect(different).toEqual([]);
    expect(left / paths.length).toBeLessThan(0.02);
  });
});
