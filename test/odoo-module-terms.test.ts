import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/** English is the source; the template lists every term and is compared with the real Odoo's export end to end. */
const LANGUAGES = ["ar", "de", "es", "fr"];

const folder = fileURLToPath(new URL("../odoo-module/sextant/i18n", import.meta.url));

/** The entries of a PO file by their source text; the header has the empty one. */
function entries(file: string): ReadonlyMap<string, string> {
  const text = readFileSync(`${folder}/${file}`, "utf8");
  const string = /"((?:[^"\\]|\\.)*)"/g;
  const join = (lines: string) => [...lines.matchAll(string)].map(([, part = ""]) => part).join("");
  return new Map(
    [...text.matchAll(/^msgid ((?:"[^\n]*"\n)+)msgstr ((?:"[^\n]*"(?:\n|$))+)/gm)].map(([, id = "", to = ""]) => [
      join(id),
      join(to),
    ]),
  );
}

const marks = (text: string) => (text.match(/%(?:\(\w+\))?s|<[^>]+>|\\n/g) ?? []).sort();

describe("the terms of the module in Odoo", () => {
  const template = [...entries("sextant.pot").keys()].filter((id) => id !== "");

  it("are many", () => {
    expect(template.length).toBeGreaterThan(200);
  });

  it.each(LANGUAGES)("are all translated into %s, with the same placeholders and tags", (language) => {
    const translated = entries(`${language}.po`);
    expect([...translated.keys()].filter((id) => id !== "")).toEqual(template);
    const wrong = template.filter((id) => {
      const to = translated.get(id) ?? "";
      return to === "" || marks(to).join() !== marks(id).join();
    });
    expect(wrong).toEqual([]);
  });
});
