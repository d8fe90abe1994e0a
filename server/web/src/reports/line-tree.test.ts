import type { ReportLine } from "@sextant/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findLines } from "./find-lines.ts";
import { depthOf, type LineNode, lineTree, openToLevel, splitTotal } from "./line-tree.ts";

const line = (key: string, level: number, kind: ReportLine["kind"] = "line", label = key): ReportLine => ({
  key,
  label,
  level,
  kind,
  cells: {},
  source: {},
});
const outline = (nodes: readonly LineNode[]): unknown[] =>
  nodes.map(({ line: { key }, children }) => (children.length > 0 ? [key, outline(children)] : key));
const flatten = (nodes: readonly LineNode[]): ReportLine[] =>
  nodes.flatMap((node) => [node.line, ...flatten(node.children)]);

const SHEET = [
  line("assets", 0, "heading"),
  line("cash", 1),
  line("bank", 2, "line", "Crédit Agricole"),
  line("receivables", 1),
  line("equity", 0, "heading"),
  line("capital", 1),
  line("total", 0, "total"),
];

describe("lineTree", () => {
  it("nests by level", () => {
    expect(outline(lineTree(SHEET))).toEqual([
      ["assets", [["cash", ["bank"]], "receivables"]],
      ["equity", ["capital"]],
      "total",
    ]);
    expect(depthOf(lineTree(SHEET))).toBe(3);
  });

  it("takes lines that begin below the top, or skip a level, without losing any", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 })), (levels) => {
        const lines = levels.map((level, index) => line(String(index), level));
        expect(flatten(lineTree(lines))).toEqual(lines);
      }),
    );
  });

  it("nests nothing under a total that follows its lines", () => {
    const tree = lineTree([
      line("revenue", 1),
      line("gross", 0, "subtotal"),
      line("expenses", 1),
      line("net", 0, "total"),
      line("off-balance", 0, "heading"),
      line("900", 1),
    ]);
    expect(outline(tree)).toEqual(["revenue", "gross", "expenses", "net", ["off-balance", ["900"]]]);
  });

  it("opens as many levels as asked", () => {
    const tree = lineTree(SHEET);
    expect(openToLevel(tree, 1)).toEqual({});
    expect(openToLevel(tree, 2)).toEqual({ assets: true, equity: true });
    expect(openToLevel(tree, 3)).toEqual({ assets: true, cash: true, equity: true });
  });

  it("splits off a total at the end only", () => {
    expect(splitTotal(lineTree(SHEET)).total?.key).toBe("total");
    expect(splitTotal(lineTree(SHEET.slice(0, -1))).total).toBeNull();
    expect(splitTotal(lineTree([line("total", 0, "total"), line("a", 1)])).total).toBeNull();
    expect(splitTotal(lineTree([line("total", 0, "total")])).total?.key).toBe("total");
    expect(splitTotal([]).total).toBeNull();
  });
});

describe("findLines", () => {
  it("finds whatever the accents and case, and keeps the lines above", () => {
    expect(outline(findLines(lineTree(SHEET), "credit AGRI"))).toEqual([["assets", [["cash", ["bank"]]]]]);
  });

  it("keeps what is nested under a match, and gives nothing for nothing", () => {
    expect(outline(findLines(lineTree(SHEET), "assets"))).toEqual([["assets", [["cash", ["bank"]], "receivables"]]]);
    expect(findLines(lineTree(SHEET), "no such line")).toEqual([]);
    expect(findLines(lineTree(SHEET), "  ")).toHaveLength(3);
  });
});
