import { describe, expect, it } from "vitest";
import type { XmlNode } from "../facts.ts";
import { parseXml } from "./parse-xml.ts";

const slice = (text: string, span: readonly [number, number]) => text.slice(...span);

function all(node: XmlNode): XmlNode[] {
  return [node, ...node.children.flatMap((child) => (typeof child === "string" ? [] : all(child)))];
}

describe("spans", () => {
  it("of tags, attribute values and texts slice to what is written", () => {
    const text = `<?xml version="1.0"?>\n<!-- é -->\n<odoo a='1'\n  b = "x">\n <r id="i">text</r><e/>\n</odoo>`;
    const { root, problem } = parseXml(text);
    expect(problem).toBeNull();
    const [odoo, r, e] = root === null ? [] : all(root);
    expect(odoo && slice(text, odoo.tagSpan)).toBe(`<odoo a='1'\n  b = "x">`);
    expect(odoo && slice(text, odoo.span)).toBe(text.slice(text.indexOf("<odoo")));
    expect(odoo && Object.entries(odoo.attributes).map(([name, { span }]) => [name, slice(text, span)])).toEqual([
      ["a", "1"],
      ["b", "x"],
    ]);
    expect(r && slice(text, r.span)).toBe(`<r id="i">text</r>`);
    expect(r?.textSpans?.map((span) => slice(text, span))).toEqual(["text"]);
    expect(e && [slice(text, e.span), slice(text, e.tagSpan)]).toEqual(["<e/>", "<e/>"]);
  });

  it("count UTF-16 units: carriage returns and astral characters before, in and behind a value", () => {
    const text = `<odoo>\r\n<!-- 😀\r\n -->\r\n<f name="😀\r\nb" x="y">\r\nt😀</f>\r\n<g z="1"/>\r\n</odoo>\r\n`;
    const [, f, g] = all(parseXml(text).root as XmlNode);
    expect(f && slice(text, f.attributes.name?.span ?? [0, 0])).toBe("😀\r\nb");
    expect(f?.attributes.name?.value).toBe("😀 b");
    expect(f && slice(text, f.attributes.x?.span ?? [0, 0])).toBe("y");
    expect(f?.textSpans?.map((span) => slice(text, span))).toEqual(["\r\nt😀"]);
    expect(g && slice(text, g.attributes.z?.span ?? [0, 0])).toBe("1");
    expect(g && slice(text, g.span)).toBe(`<g z="1"/>`);
  });

  it("of entities, CDATA and text around a comment", () => {
    const text = `<o a="x &lt; &#65; y">a &amp; b<!-- c -->d<![CDATA[<e>]]></o>`;
    const { root } = parseXml(text);
    expect(root?.attributes.a?.value).toBe("x < A y");
    expect(root && slice(text, root.attributes.a?.span ?? [0, 0])).toBe("x &lt; &#65; y");
    expect(root?.children).toEqual(["a & bd<e>"]);
  });
});

describe("broken files", () => {
  it.each([
    ["unclosed tags", "<odoo><a x='1'><b>", ["odoo", "a", "b"]],
    ["a wrong close tag", "<odoo><a></b></a><c/></odoo>", ["odoo"]],
    ["an attribute being typed", `<odoo><a x="1"/><field name="\n<field name="y"/></odoo>`, ["odoo", "a"]],
    ["a tag being typed", "<odoo><a/><fie", ["odoo", "a"]],
    ["an unknown entity", "<odoo><a>&nbsp;</a><b/></odoo>", ["odoo", "a", "b"]],
    ["a bare ampersand", "<odoo><a>x & y</a><b/></odoo>", ["odoo", "a"]],
    ["two roots", "<odoo/><data/>", ["odoo"]],
    ["no root", "<!-- nothing -->", []],
    ["nothing", "", []],
  ])("%s: one problem, and what stands before it", (_name, text, tags) => {
    const { root, problem } = parseXml(text);
    expect(problem?.message).toMatch(/\S/);
    expect(problem && problem.span[0] <= problem.span[1] && problem.span[1] <= text.length).toBe(true);
    expect((root === null ? [] : all(root)).map(({ tag }) => tag).slice(0, tags.length)).toEqual(tags);
  });

  it("a document type is refused and nothing is expanded", () => {
    const text = `<!DOCTYPE o [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><o><p>&b;</p></o>`;
    const { problem, root } = parseXml(text);
    expect(problem?.message).toMatch(/DOCTYPE/);
    expect(JSON.stringify(root)).not.toContain("aaaa");
  });

  it("a document type that only names the root or a file is passed over", () => {
    for (const text of ["<!DOCTYPE odoo>\n<odoo><a/></odoo>", '<!DOCTYPE odoo SYSTEM "odoo.dtd"><!-- x --><odoo/>']) {
      const { problem, root } = parseXml(text);
      expect([problem, root?.tag, text.slice(...(root?.tagSpan ?? [0, 0]))]).toEqual([
        null,
        "odoo",
        text.includes("/></") ? "<odoo>" : "<odoo/>",
      ]);
    }
  });

  it("depth and size are bounded", () => {
    const deep = parseXml(`${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`);
    expect(deep.problem?.message).toMatch(/deep/);
    expect(all(deep.root as XmlNode).length).toBe(256);
    expect(parseXml(`<a>${"x".repeat(11_000_000)}</a>`).problem?.message).toMatch(/too long/);
    const wide = parseXml(`<a>${"<b/>".repeat(400_000)}</a>`);
    expect(wide.problem?.message).toMatch(/elements/);
    expect(wide.root?.children.length).toBe(299_999);
  });

  it("names of JavaScript's own are plain attributes", () => {
    const { root } = parseXml(`<a __proto__="x" constructor="y" toString="z"/>`);
    expect(Object.keys(root?.attributes ?? {})).toEqual(["constructor", "toString"]);
  });
});
