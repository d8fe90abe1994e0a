import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAnyXml } from "./parse-xml.ts";
import { readXml } from "./read-xml.ts";

const LIMITS = { depth: 256, nodes: 1000 };
const PIECES = [
  ...["<a>", "</a>", "<a/>", "<b:c d:e='f'>", "</b:c>", "</a \n>", "<!-- c -->", "<!--", "-->", "--", "<!-->", "]]>"],
  ...["<![CDATA[x]]>", "<![CDATA[]]>", "<?x y?>", "<?x?>", "<?xml version='1.0'?>", "<!DOCTYPE a>"],
  ...[
    "&amp;",
    "&#10;",
    "&#x41;",
    "&#0;",
    "&#xD800;",
    "&#xFFFE;",
    "&#128512;",
    "&x;",
    "&",
    "<",
    ">",
    "/",
    "=",
    '"',
    "'",
  ],
  ...[' a="b"', " a='b'", ' a = "\n\t"', ' a="&lt;"', "__proto__", "\n", "\t", " ", "x", "-", ":", ".", "1", "é", "😀"],
  ...["\ud800", "\r\n", "\u0001", "\u0085", "\u2028", "\u00a0", "\ufeff"],
];
const FILE = `<?xml version="1.0" encoding="utf-8"?>
<odoo noupdate="1">
  <!-- a view -->
  <record id="view" model="ir.ui.view">
    <field name="name">A &amp; <!-- in between --> B</field>
    <field name="arch" type="xml"><form string='"x"
      y'><field name="a"/><p> <![CDATA[<raw>]]> </p></form></field>
  </record>
  <?keep this?>
</odoo>
`;

const agree = (text: string): boolean => {
  const found = readXml(text, LIMITS);
  if (found !== null) expect(found).toEqual(parseAnyXml(text));
  return true;
};

describe("reading well-formed XML", () => {
  it("gives the tree that the other parser gives", () => {
    expect(readXml(FILE, LIMITS)).not.toBeNull();
    agree(FILE);
  });

  it.each([
    ...[
      "",
      " ",
      "<a>",
      "<a></b>",
      "<a/><b/>",
      "<a b=c/>",
      "<a b='1'c='2'/>",
      "<a b='1' b='2'/>",
      "<a>&x;</a>",
      "<a>&</a>",
    ],
    ...[
      "<a>]]></a>",
      "<a b='<'/>",
      "<!-- -- --><a/>",
      "<!DOCTYPE a><a/>",
      " <?xml version='1.0'?><a/>",
      "x<a/>",
      "<a/>x",
    ],
    ...["<?xml version='1.1'?><a/>", "<é/>", "<a>\r\n</a>", "<a>\u0001</a>", "<a __proto__='x'/>", "<a>".repeat(300)],
  ])("gives up on %j", (text) => {
    expect(readXml(text, LIMITS)).toBeNull();
  });

  it("never reads otherwise: pieces put together, and a file changed at one place", () => {
    const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((parts) => `<a>${parts.join("")}</a>`);
    const changed = fc
      .tuple(fc.nat(FILE.length), fc.nat(4), fc.constantFrom("", ...PIECES))
      .map(([at, dropped, put]) => FILE.slice(0, at) + put + FILE.slice(at + dropped));
    fc.assert(fc.property(fc.oneof(pieces, changed), agree), { numRuns: 6000 });
  });
});
