import { expect, test } from "vitest";
import { xmlCall, xmlValue } from "./write-call.ts";

test.each<[string, unknown]>([
  ["undefined", undefined],
  ["undefined in a struct", { a: undefined }],
  ["undefined in a list", [undefined]],
  ["a hole", new Array(1)],
  ["null", null],
  ["null inside", { a: [null] }],
  ["NaN", Number.NaN],
  ["Infinity", Number.NEGATIVE_INFINITY],
  ["2^31", 2 ** 31],
  ["-2^31 - 1", -(2 ** 31) - 1],
  ["1e21", 1e21],
  ["a bigint beyond 32 bits", 2n ** 40n],
  ["a function", () => ""],
  ["a Date", new Date(0)],
  ["a Map", new Map([["a", 1]])],
  ["a Set", new Set([1])],
  ["a control character", "a\u0001"],
  ["NUL", "\0"],
  ["a control character in a key", { "a\u0001": 1 }],
  ["U+FFFE", "\ufffe"],
  ["U+FFFF", "\uffff"],
  ["half a pair", "\ud800"],
])("%s is refused", (_name, value) => {
  expect(() => xmlValue(value)).toThrow(expect.objectContaining({ code: "unsafe_value" }));
});

test.each<[unknown, string]>([
  [100, "<value><int>100</int></value>"],
  [-0, "<value><int>0</int></value>"],
  [1.5, "<value><double>1.5</double></value>"],
  [1e-7, "<value><double>1e-7</double></value>"],
  [2 ** 31 - 1, "<value><int>2147483647</int></value>"],
  [-(2 ** 31), "<value><int>-2147483648</int></value>"],
  [7n, "<value><int>7</int></value>"],
  [true, "<value><boolean>1</boolean></value>"],
  ["a<b>&\r\n\t", "<value><string>a&lt;b&gt;&amp;&#13;\n\t</string></value>"],
  [[1, "a"], "<value><array><data><value><int>1</int></value><value><string>a</string></value></data></array></value>"],
  [
    { "a&b": [] },
    "<value><struct><member><name>a&amp;b</name><value><array><data></data></array></value></member></struct></value>",
  ],
])("%#: %s", (value, xml) => {
  expect(xmlValue(value)).toBe(xml);
});

test("arguments are not changed by sending", () => {
  const args = Object.freeze([Object.freeze({ ids: Object.freeze([1, 2]) })]);
  expect(xmlCall("execute_kw", args)).toContain("<methodName>execute_kw</methodName>");
});
