import { describe, expect, it } from "vitest";
import type { XmlNode } from "../facts.ts";
import { canonicalArch } from "../testing/canonical-arch.ts";
import { applyAll, applyInheritance } from "./apply-inheritance.ts";
import { parseXml } from "./parse-xml.ts";

const BASE = `<form string="S"><header><button name="a" class="x oe_y"/></header>
  <sheet><field name="f" invisible="p"/><group name="g"><field name="h"/>text<field name="i"/></group></sheet></form>`;

function node(text: string): XmlNode {
  const { root, problem } = parseXml(text);
  if (root === null || problem !== null) throw new Error(problem?.message ?? "no root");
  return root;
}

function apply(specification: string, base = BASE) {
  const { node: combined, misses } = applyInheritance(node(base), [node(specification)], "ext.xml");
  return { arch: canonicalArch(combined), node: combined, misses };
}

function expectArch(specification: string, expected: string, base = BASE): void {
  const { arch, misses } = apply(specification, base);
  expect(misses).toEqual([]);
  expect(arch).toBe(canonicalArch(node(expected)));
}

const small = "<form><a/><b x='1'><c/></b></form>";

describe("positions", () => {
  it.each([
    ["inside is the default", "<b><n/></b>", "<form><a/><b x='1'><c/><n/></b></form>"],
    ["inside by attributes", "<b x='1'><n/></b>", "<form><a/><b x='1'><c/><n/></b></form>"],
    ["before", "<a position='before'><n/>t</a>", "<form><n/>t<a/><b x='1'><c/></b></form>"],
    ["after", "<a position='after'>t<n/></a>", "<form><a/>t<n/><b x='1'><c/></b></form>"],
    ["replace", "<a position='replace'><n/><m/></a>", "<form><n/><m/><b x='1'><c/></b></form>"],
    ["replace by nothing", "<a position='replace'/>", "<form><b x='1'><c/></b></form>"],
    ["replace around", "<c position='replace'><n>$0</n></c>", "<form><a/><b x='1'><n><c/></n></b></form>"],
    [
      "replace the content",
      "<xpath expr='//b' position='replace' mode='inner'><n/>t</xpath>",
      "<form><a/><b x='1'><n/>t</b></form>",
    ],
    ["replace the root", "<form position='replace'><list><n/></list></form>", "<list><n/></list>"],
    ["move", "<xpath expr='//a' position='before'><c position='move'/></xpath>", "<form><c/><a/><b x='1'></b></form>"],
    [
      "move into new content",
      "<a position='replace'><xpath expr='//c' position='move'/><n/></a>",
      "<form><c/><n/><b x='1'/></form>",
    ],
    [
      "several in data",
      "<data><a position='replace'/><c position='after'><n/></c></data>",
      "<form><b x='1'><c/><n/></b></form>",
    ],
  ])("%s", (_name, specification, expected) => expectArch(specification, expected, small));

  it("a t-name of the root stays when the root is replaced", () => {
    expectArch("<t position='replace'><div/></t>", "<div t-name='x'/>", "<t t-name='x'><p/></t>");
  });

  it("a field is found by its name alone, the first in the document", () => {
    const { node: combined } = apply(
      `<field name="h" other="1" position="attributes"><attribute name="string">T</attribute></field>`,
    );
    expect(canonicalArch(combined)).toContain(`<field name="h" string="T">`);
  });
});

describe("attributes", () => {
  const attributes = (changes: string, target = "<field name='f' position='attributes'>") =>
    apply(`${target}${changes}${target.startsWith("<field") ? "</field>" : "</button>"}`);

  it.each([
    ["set", `<attribute name="string">T</attribute>`, `string="T"`],
    ["python or", `<attribute name="invisible" add="q" separator="or"/>`, `invisible="(p) or (q)"`],
    ["python remove", `<attribute name="invisible" remove="p" add="q" separator=" or "/>`, `invisible="q"`],
  ])("%s", (_name, change, expected) => {
    const { arch, misses } = attributes(change);
    expect(misses).toEqual([]);
    expect(arch).toContain(expected);
  });

  it("remove, and words with a separator", () => {
    expect(attributes(`<attribute name="invisible"/>`).arch).toContain(`<field name="f">`);
    const classes = attributes(
      `<attribute name="class" add="z" remove="oe_y" separator=" "/>`,
      "<button name='a' position='attributes'>",
    );
    expect(classes.arch).toContain(`class="x z"`);
  });

  it("a Python expression needs and/or, and text does not go with add", () => {
    expect(attributes(`<attribute name="invisible" add="q" separator=","/>`).misses[0]?.reason).toMatch(/separator/);
    expect(attributes(`<attribute name="class" add="q">x</attribute>`).misses[0]?.reason).toMatch(/text/);
  });
});

describe("locators", () => {
  it.each([
    ["//group[@name='g']/field[2]", true],
    ["//group[@name='g']/field[last()]", true],
    ["//button[hasclass('oe_y', 'x')]", true],
    ["//button[hasclass('oe')]", false],
    ["/form/sheet//field[not(@invisible)][1]", true],
    ["//field[@name='h' or @name='zz']", true],
    ["//field[contains(@name, 'h') and starts-with(@name, 'h')]", true],
    ["//field[@name='h']/..", true],
    ["//field[@name='h']/ancestor::sheet", true],
    ["//field[@name='h']/following-sibling::field", true],
    ["//field[@name='i']/preceding-sibling::*[1][@name='h']", true],
    ["//group[field[@name='h']]", true],
    ["//nothing | //group", true],
    ["//group[text()='text']", true],
    ["//field[position()=1]", true],
    [".//group[@name]", true],
    ["////field", true],
    ["//field[@name='f'][@invisible='q']", false],
    ["//group/button", false],
    ["//sheet[count(field) > 1]", false],
  ])("%s", (expression, finds) => {
    const { misses } = apply(`<xpath expr="${expression.replaceAll('"', "&quot;")}" position="after"><n/></xpath>`);
    expect(misses.length).toBe(finds ? 0 : 1);
    expect(misses.every(({ certain }) => certain)).toBe(true);
  });

  it.each([
    "//field[id('x')]",
    "//a:b",
    "//field[",
    "//field[@name=$x]",
    "namespace::x",
    "//*[re:test(., 'x')]",
    "'x'",
    "//field/@name",
  ])("%s cannot be told, and is no certain miss", (expression) => {
    const { misses } = apply(`<xpath expr="${expression}" position="after"><n/></xpath>`);
    expect(misses.map(({ certain }) => certain)).toEqual([false]);
  });

  it("a miss after one that cannot be told is not certain either; the others are applied", () => {
    const { misses, arch } = apply(
      `<data><xpath expr="//field[id('x')]"><n/></xpath><xpath expr="//n"><m/></xpath><sheet position="inside"><k/></sheet></data>`,
    );
    expect(misses.map(({ certain }) => certain)).toEqual([false, false]);
    expect(arch).toContain("<k>");
  });

  it("a miss tells the locator, its place and the reason", () => {
    const [miss] = apply(`<data><xpath expr="//zz" position="after"/></data>`).misses;
    expect(miss).toEqual({
      locator: "xpath //zz",
      span: [6, 43],
      source: "ext.xml",
      reason: '"//zz" finds nothing in the view',
      certain: true,
    });
    expect(apply("<xpath position='after'/>").misses[0]).toMatchObject({
      certain: true,
      reason: 'the xpath has no "expr"',
    });
    expect(apply("<zz/>").misses[0]?.reason).toBe("no <zz> in the view");
    expect(apply("<sheet position='beside'/>").misses[0]?.reason).toBe('"beside" is no position');
  });
});

describe("sources", () => {
  it("what comes from the extension is marked, the rest is not", () => {
    const { node: combined } = apply(
      `<data><sheet position="after"><n z="1"/></sheet><sheet position="attributes"><attribute name="string">T</attribute></sheet></data>`,
    );
    const [header, sheet, added] = combined.children.filter((child) => typeof child !== "string");
    expect([header?.source, sheet?.source, added?.source]).toEqual([undefined, undefined, "ext.xml"]);
    expect(sheet?.attributes.string?.source).toBe("ext.xml");
  });

  it("neither argument is changed", () => {
    const base = node(BASE);
    const before = JSON.stringify(base);
    const extension = node("<data><sheet position='replace'><n>$0</n></sheet></data>");
    const written = JSON.stringify(extension);
    applyInheritance(base, [extension]);
    expect([JSON.stringify(base), JSON.stringify(extension)]).toEqual([before, written]);
  });
});

it("several extensions at once do what one after the other does, each with its own misses", () => {
  const specifications = [
    "<data><field name='f' position='after'><n1/></field><xpath expr='//field[position() mod 2]' position='inside'/><gone1 position='inside'/></data>",
    "<data><n1 position='attributes'><attribute name='z'>1</attribute></n1><gone2 position='after'/></data>",
    "<group position='replace'><div><p>$0</p><n1 position='move'/></div></group>",
    "<sheet position='replace' mode='inner'><form position='move'/>text<q/></sheet>",
    "<form position='replace'><list><r/></list></form>",
    "<r position='before'>more</r>",
  ];
  const extensions = specifications.map((text, at) => ({ arch: [node(text)], source: `${at}.xml` }));
  let step = node(BASE);
  const misses = extensions.map(({ arch, source }) => {
    const made = applyInheritance(step, arch, source);
    step = made.node;
    return made.misses;
  });
  expect(applyAll(node(BASE), extensions)).toEqual({ node: step, misses });
  expect(misses.map((own) => own.map(({ certain }) => certain))).toContainEqual([true]);
  expect(applyAll(node(BASE), [])).toEqual({ node: node(BASE), misses: [] });
});
