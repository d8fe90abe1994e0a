import { describe, expect, it } from "vitest";
import { poFacts } from "./po-facts.ts";

const HEAD = `# Translation of Odoo Server.\nmsgid ""\nmsgstr ""\n"Language: fr\\n"\n"Plural-Forms: x\\n"\n\n`;

describe("entries", () => {
  it("have modules, locations, flags, texts over several lines and spans", () => {
    const text = `${HEAD}#. module: sale, sale_stock
#: model:ir.model.fields,field_description:sale.field_a
#: code:addons/sale/models/a.py:0
#, python-format, fuzzy
msgid ""
"A \\"quoted\\"\\n"
"text %s"
msgstr "Un texte %s"

msgid "B"
msgstr ""
`;
    const facts = poFacts("sale/i18n/fr.po", text);
    expect(facts).toMatchObject({ language: "fr", problems: [] });
    expect(facts.entries.map(({ span: _span, ...entry }) => entry)).toEqual([
      {
        msgid: 'A "quoted"\ntext %s',
        msgstr: "Un texte %s",
        modules: ["sale", "sale_stock"],
        locations: ["model:ir.model.fields,field_description:sale.field_a", "code:addons/sale/models/a.py:0"],
        flags: ["python-format", "fuzzy"],
      },
      { msgid: "B", msgstr: "", modules: [], locations: [], flags: [] },
    ]);
    const [first, second] = facts.entries.map(({ span }) => text.slice(...span));
    expect(first?.startsWith("#. module") && first.endsWith(`"Un texte %s"`)).toBe(true);
    expect(second).toBe(`msgid "B"\nmsgstr ""`);
    expect(facts.references.map(({ role, value, span }) => [role, value, text.slice(...span)])).toEqual([
      ["module", "sale", "sale"],
      ["module", "sale_stock", "sale_stock"],
    ]);
  });

  it("without empty lines between them, with plural forms and contexts; obsolete ones are left out", () => {
    const text = `${HEAD}msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgid_plural "cs"\nmsgstr[0] "d"\nmsgstr[1] "ds"\n#. module: x\nmsgctxt "m"\nmsgid "e"\nmsgstr "f"\n#~ msgid "old"\n#~ msgstr "alt"\n`;
    const { entries } = poFacts("i18n/pt_BR.po", text);
    expect(entries.map(({ msgid, msgstr, modules }) => [msgid, msgstr, modules])).toEqual([
      ["a", "b", []],
      ["c", "d", []],
      ["e", "f", ["x"]],
    ]);
  });

  it("the language comes from the name where the head has none; a template has none", () => {
    expect(poFacts("i18n/pt_BR.po", "").language).toBe("pt_BR");
    expect(poFacts("i18n/sale.pot", "").language).toBeNull();
  });
});

describe("broken files", () => {
  it.each([
    ["a line that is nothing", `${HEAD}msgid "a"\nmsgstr "b"\nrubbish\n\nmsgid "c"\nmsgstr "d"\n`],
    ["an open quote", `${HEAD}msgid "a\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n`],
    ["a text before any keyword", `${HEAD}"lost"\n\nmsgid "c"\nmsgstr "d"\n`],
  ])("%s: one problem, the entries around it stand", (_name, text) => {
    const { problems, entries } = poFacts("i18n/fr.po", text);
    expect(problems.length).toBe(1);
    expect(entries.at(-1)).toMatchObject({ msgid: "c", msgstr: "d" });
  });
});
