import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import { odooHome } from "../../../../test/odoo/home.ts";
import { csvFacts } from "../csv/csv-facts.ts";
import type { FileFacts } from "../facts.ts";
import { javascriptFacts } from "../javascript/javascript-facts.ts";
import { poFacts } from "../po/po-facts.ts";
import { decodeText } from "../text/decode-text.ts";
import { xmlFacts } from "../xml/xml-facts.ts";
import { addonsFolder, filesEnding } from "./addons-files.ts";

/** Files that are broken on purpose, for tests of Odoo's own, each with what is wrong. */
const BROKEN: Readonly<Record<string, string>> = {
  "l10n_it_edi/tests/import_xmls/IT01234567889_FPR03.xml": "unexpected close tag",
  "test_assetsbundle/static/accessible.xml": "document must contain a root element",
  "test_assetsbundle/static/invalid_src/xml/invalid_xml.xml": "unexpected close tag",
  "test_assetsbundle/static/invalid_src/xml/second_invalid_xml.xml":
    "an XML declaration must be at the start of the document",
};

/** Reads every file of a kind; gives the problems by path, and prints how fast it went. */
function readAll(folder: string, ending: string, read: (path: string, text: string) => FileFacts) {
  const problems: Record<string, string> = {};
  const astray: string[] = [];
  const texts = filesEnding(folder, ending).map((path) => ({ path, ...decodeText(readFileSync(path)) }));
  let references = 0;
  const before = process.cpuUsage();
  for (const { path, text } of texts) {
    if (text === null) continue;
    const facts = read(path, text);
    const [problem] = facts.problems;
    if (problem !== undefined) problems[relative(folder, path)] = problem.message;
    references += facts.references.length;
    for (const { role, value, span, certain } of facts.references) {
      const written = text.slice(...span);
      if (certain && written !== value && !(role === "field-path" && written.replaceAll("/", ".") === value))
        astray.push(`${relative(folder, path)}: ${value} / ${written}`);
    }
  }
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const undecoded = texts.filter(({ text }) => text === null).map(({ path }) => relative(folder, path));
  console.log(
    `${ending}: ${texts.length} files, ${references} references, ${Math.round(texts.length / seconds)} files/s of CPU time; not UTF-8: ${undecoded.length}`,
  );
  return { problems, astray: astray.slice(0, 10), files: texts.length };
}

describeOdoo("every file of Odoo's own addons", () => {
  it("XML: only what is broken on purpose has a problem", () => {
    const { problems, astray, files } = readAll(addonsFolder(), ".xml", xmlFacts);
    expect(problems).toEqual(BROKEN);
    expect(astray).toEqual([]);
    expect(files).toBeGreaterThan(5000);
  });

  it("CSV", () => {
    const { problems, astray, files } = readAll(addonsFolder(), ".csv", csvFacts);
    expect(problems).toEqual({});
    expect(astray).toEqual([]);
    expect(files).toBeGreaterThan(800);
  });

  it("JavaScript", () => {
    const { problems, astray, files } = readAll(addonsFolder(), ".js", javascriptFacts);
    expect(problems).toEqual({});
    expect(astray).toEqual([]);
    expect(files).toBeGreaterThan(5000);
  });

  it("JavaScript: functions that are passed over would have told nothing", () => {
    const folder = addonsFolder();
    const differing = filesEnding(folder, ".js").filter((path) => {
      const { text } = decodeText(readFileSync(path));
      if (text === null) return false;
      const passedOver = javascriptFacts(path, text, { everything: false });
      return JSON.stringify(passedOver) !== JSON.stringify(javascriptFacts(path, text));
    });
    expect(differing).toEqual([]);
  });

  it("XML, CSV, JavaScript and translations of Odoo 14, where it is installed", () => {
    const old = join(odooHome(), "bullseye14/usr/lib/python3/dist-packages/odoo/addons");
    if (!existsSync(old)) {
      console.log(`skipped: no Odoo 14 in ${old}`);
      return;
    }
    const all = [
      readAll(old, ".xml", xmlFacts),
      readAll(old, ".csv", csvFacts),
      readAll(old, ".js", javascriptFacts),
      readAll(join(old, "sale"), ".po", poFacts),
      readAll(join(old, "account"), ".po", poFacts),
    ];
    for (const { problems, astray } of all) {
      console.log(JSON.stringify(problems));
      expect(astray).toEqual([]);
    }
  });
});
