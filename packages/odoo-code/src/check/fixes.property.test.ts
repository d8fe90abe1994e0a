import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePython } from "../python/python-tree.ts";
import { MANIFEST_FIXTURES } from "../rules/testing/manifest-fixtures.ts";
import { OTHER_FIXTURES } from "../rules/testing/other-fixtures.ts";
import { PYTHON_FIXTURES } from "../rules/testing/python-fixtures.ts";
import { XML_FIXTURES } from "../rules/testing/xml-fixtures.ts";
import { loadPython } from "../testing/load-python.ts";
import { parseXml } from "../xml/parse-xml.ts";
import { applyEdits } from "./apply-edits.ts";
import { fixFile } from "./fix-file.ts";
import { checkTexts } from "./testing/check-text.ts";

const python = await loadPython();
const pieces = (end: RegExp) =>
  [...MANIFEST_FIXTURES, ...PYTHON_FIXTURES, ...XML_FIXTURES, ...OTHER_FIXTURES]
    .filter(({ file, rule }) => end.test(file) && !rule.endsWith("syntax-error"))
    .map(({ bad }) => bad);
const checkAs = (file: string) => (text: string) =>
  // The cure of one rule is to take comments out.
  checkTexts({ [file]: text }, { configuration: { enable: ["all"], disable: ["use-header-comments"] } }).filter(
    ({ path }) => path === `addons/trial/${file}`,
  );
const mend = (file: string, text: string) => fixFile(`addons/trial/${file}`, text, checkAs(file));
/** A text without the words and marks that fixes may touch, to see that the rest stayed. */
const comments = (text: string) => text.match(/#[^\n]*|<!--[\s\S]*?-->/g) ?? [];

describe("fixes", () => {
  it("of Python files come to rest, still parse, and keep comments", () => {
    const body = fc.array(fc.constantFrom(...pieces(/^models\//)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(body, fc.constantFrom("\n", "\r\n"), (parts, newline) => {
        const text = parts.join("\n# Straße 😀 between\n").replaceAll("\n", newline);
        const once = mend("models/x.py", text);
        expect(mend("models/x.py", once.text)).toEqual({ text: once.text, applied: 0 });
        expect(parsePython(python, once.text).problems).toEqual(parsePython(python, text).problems);
        expect(comments(once.text)).toEqual(comments(text));
        if (newline === "\r\n") expect(once.text.replaceAll("\r\n", "")).not.toContain("\n");
      }),
      { numRuns: 150 },
    );
  });

  it("of XML files come to rest, still parse, and keep comments and entities", () => {
    const inner = pieces(/\.xml$/)
      .map((text) => /^<\?xml[^>]*\?>\s*<odoo>([\s\S]*)<\/odoo>\s*$/.exec(text)?.[1])
      .filter((text) => text !== undefined);
    expect(inner.length).toBeGreaterThan(20);
    const remark =
      '\n    <!-- &eacute; tree t-esc -->\n    <record id=\'q\' model="x"><field name="n">a &amp; b &#233;</field></record>\n';
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...inner), { minLength: 1, maxLength: 6 }), (parts) => {
        const text = `<?xml version='1.0' encoding='utf-8'?>\n<odoo>${parts.join(remark)}</odoo>\n`;
        const once = mend("views/x.xml", text);
        expect(mend("views/x.xml", once.text)).toEqual({ text: once.text, applied: 0 });
        expect(parseXml(once.text).problem).toBeNull();
        expect(comments(once.text)).toEqual(comments(text));
        expect(once.text.split("a &amp; b &#233;").length).toBe(text.split("a &amp; b &#233;").length);
      }),
      { numRuns: 150 },
    );
  });

  it("change nothing in a file without findings", () => {
    const text =
      "from odoo import models\n\n\nclass A(models.Model):\n    _name = 'a'\n\n    def act(self):\n        return   1\n";
    expect(mend("models/x.py", text)).toEqual({ text, applied: 0 });
  });
});

describe("edits", () => {
  const edit = fc
    .tuple(fc.nat(30), fc.nat(6), fc.string({ maxLength: 3 }))
    .map(([start, length, text]) => ({ span: [start, start + length] as const, text }));
  it("are applied whole or not at all, and leave everything else", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 20, maxLength: 30 }),
        fc.array(fc.array(edit, { minLength: 1, maxLength: 1 }), { maxLength: 8 }),
        (text, groups) => {
          const { text: made, applied } = applyEdits(text, groups);
          expect(applied).toBeLessThanOrEqual(groups.length);
          // An oracle that applies the same first-come choice from the back of the text.
          const taken: (readonly [number, number, string])[] = [];
          for (const [one] of groups) {
            if (one === undefined || one.span[1] > text.length) continue;
            const [start, end] = one.span;
            const clash = taken.some(([from, to]) => (start < to && from < end) || (start === from && end === to));
            if (!clash) taken.push([start, end, one.text]);
          }
          expect(applied).toBe(taken.length);
          const expected = [...taken]
            .sort((a, b) => b[0] - a[0] || b[1] - a[1])
            .reduce((whole, [from, to, put]) => whole.slice(0, from) + put + whole.slice(to), text);
          expect(made).toBe(expected);
        },
      ),
    );
  });
});

describe("checks", () => {
  it("never throw, whatever the bytes", () => {
    const samples = [...pieces(/./)];
    const broken = fc
      .tuple(fc.constantFrom(...samples), fc.nat(400), fc.nat(60), fc.string({ maxLength: 12 }))
      .map(([text, at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut));
    const names = fc.constantFrom(
      "__manifest__.py",
      "models/x.py",
      "views/x.xml",
      "data/res.partner.csv",
      "i18n/fr.po",
      "__init__.py",
    );
    fc.assert(
      fc.property(names, broken, (file, text) => {
        for (const { span, path } of checkTexts({ [file]: text }, { configuration: { enable: ["all"] } })) {
          expect(span[0]).toBeGreaterThanOrEqual(0);
          if (path.endsWith(file)) expect(span[1]).toBeLessThanOrEqual(Math.max(1, text.length));
          expect(span[0]).toBeLessThanOrEqual(span[1]);
        }
      }),
      { numRuns: 400 },
    );
  });
});
