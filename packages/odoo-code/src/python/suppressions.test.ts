import { describe, expect, it } from "vitest";
import { readPython } from "../testing/read-python.ts";

/** Suppressions as `rules first-last`, lines counted from 1 as editors show them. */
const shown = (...lines: string[]) =>
  readPython(lines.join("\n")).suppressions.map(
    ({ rules, enables, lines: [from, to] }) => `${enables ? "+" : ""}${rules.join(",") || "*"} ${from + 1}-${to + 1}`,
  );

const METHOD = [
  "class A:",
  "    def m(self):",
  "        x = 1",
  "        if x:",
  "            y = 2",
  "        else:",
  "            z = 3",
  "    def n(self):",
  "        pass",
  "w = 1",
];
const withLine = (at: number, line: string) => shown(...METHOD.slice(0, at - 1), line, ...METHOD.slice(at - 1));

describe("pylint comments", () => {
  it("after code cover the line", () => {
    expect(shown("a = 1", "b = 2  # pylint: disable=E8103, sql-injection", "c = 3")).toEqual([
      "E8103,sql-injection 2-2",
    ]);
  });
  it.each([
    [1, "# pylint: disable=a", "a 1-11"],
    [3, "        # pylint: disable=a", "a 2-8"],
    [4, "        # pylint: disable=a", "a 4-8"],
    [5, "            # pylint: disable=a", "a 5-6"],
    [7, "            # pylint: disable=a", "a 7-8"],
    [10, "# pylint: disable=a", "a 10-11"],
    [2, "    # pylint: disable=a", "a 1-10"],
  ])("alone on line %i cover the rest of the block", (at, line, expected) => {
    expect(withLine(at, line)).toEqual([expected]);
  });
  it("first in a function cover its `def`, behind a docstring too, but not its decorators", () => {
    const text = [
      "@api.model",
      "def f():",
      '    """Words',
      '    more."""',
      "    # pylint: disable=x",
      "    return 1",
      "c = 1",
    ];
    expect(shown(...text)).toEqual(["x 2-6"]);
  });
  it("disable-next covers the next line, skip-file the file", () => {
    expect(shown("a = 1", "# pylint: disable-next=x", "b = 2", "c = 3")).toEqual(["x 2-3"]);
    expect(shown("a = 1", "# pylint: skip-file", "b = 2")).toEqual(["* 1-3"]);
  });
  it("spellings of old are taken", () => {
    expect(shown("a = 1  # pylint: disable-msg=x", "b = 2  # pylint: enable-msg=x")).toEqual(["x 1-1", "+x 2-2"]);
    expect(shown("a = 1", "# pylint: disable-all")).toEqual(["* 1-2"]);
  });
  it("disable=all is skip-file, wherever it stands", () => {
    expect(shown("a = 1", "b = 2  # pylint: disable=all", "c = 3")).toEqual(["* 1-3"]);
  });
  it.each([
    [["a = f(", "    [  # pylint: disable=x", "        1,", "    ],", "    2,", ")"], "x 2-4"],
    [["def f():", "    return {  # pylint: disable=x", "        1: 2,", "    }"], "x 2-4"],
    [["def f():", "    return (  # pylint: disable=x", "        g()", "        .h()", "    )", "    # end"], "x 2-5"],
    [["a = f(", "    [(  # pylint: disable=x", "        1,", "    ),", "    ]", ")"], "x 2-4"],
    [["a = f(  # pylint: disable=x", "    1,", ")"], "x 1-1"],
    [["a = [  # pylint: disable=x", "    1,", "]"], "x 1-1"],
    [["a = f(", "    [", "        1,", "    ],  # pylint: disable=x", ")"], "x 4-4"],
  ])("after nothing but a bracket they cover what it holds: %j", (lines, expected) => {
    expect(shown(...lines)).toEqual([expected]);
  });
  it("enable is told with the lines on which it holds", () => {
    expect(shown("# pylint: disable=x,y", "a = 1", "def f():", "    # pylint: enable=x", "    b = 2", "c = 3")).toEqual(
      ["x,y 1-6", "+x 3-5"],
    );
  });
  it("several pragmas in one comment, spaces anywhere", () => {
    expect(shown("a = 1  #pylint:disable = x , y;  more")).toEqual(["x,y 1-1"]);
  });
  it("our own name is accepted in pylint's place", () => {
    expect(shown("a = 1  # sextant: disable=odoo-field-unknown")).toEqual(["odoo-field-unknown 1-1"]);
  });
  it("a multi-line string at column 0 does not end a block", () => {
    expect(shown("def f():", "    # pylint: disable=x", '    a = """', "text", '"""', "    b = 1", "c = 1")).toEqual([
      "x 1-6",
    ]);
  });
  it("text in strings is no comment", () => {
    expect(shown("a = '# pylint: disable=x'")).toEqual([]);
  });
});

describe("noqa", () => {
  it.each([
    ["a = 1  # noqa", "* 2-2"],
    ["a = 1  # noqa: OLS03014, OLS03011", "OLS03014,OLS03011 2-2"],
    ["a = 1  # NOQA:E501", "E501 2-2"],
    ["a = 1  # odools: noqa", "* 2-2"],
    ["a = 1  # type: ignore  # noqa: X1", "X1 2-2"],
  ])("%s", (line, expected) => {
    expect(shown("z = 0", line, "b = 2")).toEqual([expected]);
  });
  it("alone before the first statement covers the file, before a statement all of it", () => {
    expect(shown("# odools: noqa", "", "a = 1", "b = 1")).toEqual(["* 1-4"]);
    expect(shown("a = 1", "# noqa: X", "def f():", "    b = 1", "", "c = 1")).toEqual(["X 2-4"]);
  });
});

describe("lint-ignore", () => {
  it.each([
    ["# lint-ignore", "* 2-3"],
    ["# lint-ignore: a", "a 2-3"],
    ["# lint-ignore=a, b", "a,b 2-3"],
    ["x = 1  # lint-ignore: a", "a 2-2"],
  ])("%s", (line, expected) => {
    expect(shown("z = 0", line, "b = 2", "c = 3")).toEqual([expected]);
  });
});
