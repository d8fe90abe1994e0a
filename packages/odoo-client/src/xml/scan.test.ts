import { createRequire } from "node:module";
import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { xmlReply } from "../testing/fake-odoo.ts";
import { readReply } from "./read-reply.ts";
import { openScan, type ScanLimits } from "./scan.ts";
import { xmlValue } from "./write-call.ts";

interface OldDeserializer {
  deserializeMethodResponse(stream: Readable, callback: (error: unknown, value: unknown) => void): void;
}
const OldDeserializer = createRequire(import.meta.url)("xmlrpc/lib/deserializer") as new () => OldDeserializer;

/** The reading of the package that odoo-await is built on: an independent witness. */
function witness(xml: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    new OldDeserializer().deserializeMethodResponse(Readable.from([xml]), (error, value) =>
      error ? reject(error) : resolve(value),
    );
  });
}

function scan(xml: string, limits?: ScanLimits): unknown {
  return openScan(xml, limits).step(Number.POSITIVE_INFINITY)?.value;
}

/** Structs as plain objects, for comparison. */
const plainly = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const text = fc.string({ unit: "grapheme", maxLength: 20 }).map((s) => s.replace(/\r/g, "\n"));
const special = fc.constantFrom("", "a & b", "<tag/>", "]]>", "&amp;", " x ", "😀", "a\u2028b", "ünï", "\n");
const key = fc
  .oneof(text, fc.constantFrom("id", "name", "constructor", "toString"))
  .filter((s) => s !== "" && s !== "__proto__" && s.trim() === s);
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", maxDepth: 5 },
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Number.isInteger(n)),
    fc.boolean(),
    text,
    special,
    fc.array(tie("any"), { maxLength: 5 }),
    fc.dictionary(key, tie("any"), { maxKeys: 5 }),
  ),
})).any;

describe("agreement", () => {
  test("with the xmlrpc package on generated values", async () => {
    await fc.assert(
      fc.asyncProperty(value, async (generated) => {
        const xml = xmlReply(xmlValue(plainly(generated)));
        const found = plainly(scan(xml));
        expect(found).toEqual(plainly(generated));
        expect(found).toEqual(plainly(await witness(xml)));
      }),
      { numRuns: 400 },
    );
  });
  test("in slices of any size", () => {
    fc.assert(
      fc.property(value, fc.integer({ min: 1, max: 7 }), (generated, size) => {
        const xml = xmlReply(xmlValue(plainly(generated)));
        const slices = openScan(xml);
        let result = slices.step(size);
        while (!result) result = slices.step(size);
        expect(plainly(result.value)).toEqual(plainly(generated));
      }),
    );
  });
  test("every cut is refused", () => {
    const xml = xmlReply(xmlValue([{ id: 1, name: "a & b", tags: [1, 2], sub: { x: true, y: 1.5 } }])).trimEnd();
    for (let length = 0; length < xml.length; length++)
      expect(() => scan(xml.slice(0, length)), `${length}`).toThrow(expect.objectContaining({ code: "bad_reply" }));
  });
  test("one damaged character gives a value or a typed error, never anything else", () => {
    const xml = xmlReply(xmlValue([{ id: 1, name: "a & b", tags: [1, 2], sub: { x: true, y: 1.5 } }]));
    fc.assert(
      fc.property(fc.nat({ max: xml.length - 1 }), fc.constantFrom(..."<>&;/ ax0\0"), (at, character) => {
        try {
          scan(xml.slice(0, at) + character + xml.slice(at + 1));
        } catch (error) {
          expect(error).toMatchObject({ code: "bad_reply" });
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe("texts", () => {
  const string = (inner: string) => scan(xmlReply(`<value><string>${inner}</string></value>`));
  test.each([
    ["&lt;&gt;&amp;&quot;&apos;", `<>&"'`],
    ["&#65;&#x42;&#x1F600;", "AB😀"],
    ["&#13;&#10;", "\r\n"],
    ["a\r\nb", "a\r\nb"],
    ["<![CDATA[<b>&amp;]]>", "<b>&amp;"],
    ["a<![CDATA[b]]>c", "abc"],
    ["  ", "  "],
    ["\u0001\u000e\ufffe", "\u0001\u000e\ufffe"],
  ])("%j is %j", (inner, expected) => {
    expect(string(inner)).toBe(expected);
  });
  test.each([
    "&nbsp;",
    "&",
    "&;",
    "&#;",
    "&#x;",
    "&#xD800;",
    "&#0;",
    "&#99999999;",
    "&amp",
    "&#x110000;",
    "&#-1;",
    "&__proto__;",
    "&constructor;",
  ])("%s is refused", (inner) => {
    expect(() => string(inner)).toThrow(expect.objectContaining({ code: "bad_reply" }));
  });
  test("a value without a type is a string with its white space", () => {
    expect(scan(xmlReply("<value> a </value>"))).toBe(" a ");
    expect(scan(xmlReply("<value></value>"))).toBe("");
    expect(scan(xmlReply("<value/>"))).toBe("");
    expect(scan(xmlReply("<value>\n<int>1</int>\n</value>"))).toBe(1);
  });
});

describe("what intermediaries write", () => {
  test.each([
    ["<i4>5</i4>", 5],
    ["<i8>5</i8>", 5],
    ["<i8>9007199254740993</i8>", 9007199254740993n],
    ["<ex:i8>-9007199254740993</ex:i8>", -9007199254740993n],
    ["<int>+7</int>", 7],
    ["<int>-0</int>", 0],
    ["<nil/>", null],
    ["<ex:nil/>", null],
    ["<nil></nil>", null],
    ["<string/>", ""],
    ["<array/>", []],
    ["<array><data/></array>", []],
    ["<double>1e5</double>", 100000],
    ["<double>-.5</double>", -0.5],
    ["<dateTime.iso8601>20261120T10:11:12</dateTime.iso8601>", "2026-11-20 10:11:12"],
    ["<base64>\nYWJj\nZA==\n</base64>", "YWJjZA=="],
    ["<boolean>1</boolean>", true],
  ])("%s", (inner, expected) => {
    expect(scan(xmlReply(`<value>${inner}</value>`))).toEqual(expected);
  });
});

describe("structs", () => {
  const struct = (members: string) =>
    scan(xmlReply(`<value><struct>${members}</struct></value>`)) as Record<string, unknown>;
  const member = (name: string, inner: string) => `<member><name>${name}</name><value>${inner}</value></member>`;
  test("keys of Object.prototype are keys, and nothing is inherited", () => {
    const found = struct(
      member("__proto__", "<struct></struct>") + member("constructor", "x") + member("hasOwnProperty", "y"),
    );
    expect(Object.keys(found)).toEqual(["__proto__", "constructor", "hasOwnProperty"]);
    expect(struct(member("a", "1")).toString).toBeUndefined();
    expect(struct(member("a", "1")).constructor).toBeUndefined();
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });
  test("a name with entities is read the same in every row", () => {
    const one = `<value><struct>${member("a&amp;b", "1")}${member("c", "2")}</struct></value>`;
    const rows = scan(xmlReply(`<value><array><data>${one.repeat(3)}</data></array></value>`));
    expect(plainly(rows)).toEqual([
      { "a&b": "1", c: "2" },
      { "a&b": "1", c: "2" },
      { "a&b": "1", c: "2" },
    ]);
  });
  test("rows of different shape do not disturb each other", () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(key, fc.integer({ min: 0, max: 9 }), { maxKeys: 4 }), { maxLength: 20 }),
        (rows) => {
          expect(plainly(scan(xmlReply(xmlValue(plainly(rows)))))).toEqual(plainly(rows));
        },
      ),
    );
  });
});

describe("bounds", () => {
  test("depth", () => {
    const nested = (n: number) => xmlReply(`${"<value><array><data>".repeat(n)}${"</data></array></value>".repeat(n)}`);
    expect(() => scan(nested(201))).toThrow(/nested deeper than 200/);
    expect(scan(nested(200))).toBeInstanceOf(Array);
  });
  test("number of values", () => {
    const xml = xmlReply(`<value><array><data>${"<value>a</value>".repeat(11)}</data></array></value>`);
    expect(() => scan(xml, { nodes: 10 })).toThrow(/more than 10 values/);
  });
  test("hostile megabytes are refused in one pass: anything quadratic would outlast the test", async () => {
    const hostile = [
      "<".repeat(2 ** 21),
      `${"&#65;".repeat(2 ** 18)}<`,
      `<value ${"a='1' ".repeat(2 ** 17)}`,
      `${"]]>".repeat(2 ** 19)}<`,
      "<![CDATA[".repeat(2 ** 17),
      `&${"a".repeat(2 ** 21)}`,
    ];
    for (const inner of hostile) {
      const refused = { code: "bad_reply" };
      await expect(readReply(xmlReply(`<value><string>${inner}</string></value>`))).rejects.toMatchObject(refused);
      await expect(readReply(inner)).rejects.toMatchObject(refused);
    }
  });
  test("a large reply lets others run while it is read, and stops for an abort", async () => {
    const row = xmlValue({ id: 1, name: "Some name of a row", balance: 1.5, date: "2026-11-20", partner_id: 7 });
    const xml = xmlReply(`<value><array><data>${row.repeat(60_000)}</data></array></value>`);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const { value: rows } = await readReply(xml);
    clearInterval(timer);
    expect((rows as unknown[]).length).toBe(60_000);
    expect(turns).toBeGreaterThan(0);
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    await expect(readReply(xml, stop.signal)).rejects.toMatchObject({ code: "aborted" });
  });
});
