import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { expect, it } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import { addonsFolder, filesEnding } from "../testing/addons-files.ts";
import { decodeText } from "../text/decode-text.ts";
import { parseAnyXml } from "./parse-xml.ts";
import { readXml } from "./read-xml.ts";

describeOdoo("XML of Odoo's own addons, against the parser that knows what is wrong", () => {
  it("gives the same trees and comments", () => {
    const folder = addonsFolder();
    const different: string[] = [];
    const paths = filesEnding(folder, ".xml");
    let left = 0;
    for (const path of paths) {
      const { text } = decodeText(readFileSync(path));
      const found = text === null ? null : readXml(text, { depth: 256, nodes: 300_000 });
      if (text === null || found === null) left += 1;
      else if (JSON.stringify(found) !== JSON.stringify(parseAnyXml(text))) different.push(relative(folder, path));
    }
    console.log(`${paths.length} files, of which ${left} are left to the other parser`);
    expect(different).toEqual([]);
    expect(left / paths.length).toBeLessThan(0.02);
  });
});
