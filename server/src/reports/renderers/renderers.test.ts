import { inflateRawSync } from "node:zlib";
import type { ReportResult } from "@sextant/contracts";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { hostileTexts } from "../../../../test/end-to-end/hostile-texts.ts";
import { FORMATS, render } from "./index.ts";

const proof = {
  model: "account.move.line" as const,
  measure: "residual" as const,
  sign: 1 as const,
  selector: { companyId: 1, state: "posted" as const, parts: [] },
  domain: [],
  count: 1,
};

const result: ReportResult = {
  report: "aged-receivable",
  title: "Aged receivable",
  company: { id: 1, name: "Harvest & Sons <script>alert(1)</script>" },
  currency: { id: 1, code: "EUR", symbol: "€", decimals: 2 },
  asOf: "2026-03-31",
  columns: [
    { name: "current", label: "Current" },
    { name: "total", label: "Total" },
  ],
  lines: [
    {
      key: "7",
      label: '=HYPERLINK("http://x")',
      level: 1,
      kind: "line",
      cells: { current: "1234567.50", total: "1234567.50" },
      source: { total: proof },
      facts: { due: "2026-03-01" },
    },
    {
      key: "8",
      label: 'שלום, "Ltd" \u001b[31m',
      level: 1,
      kind: "line",
      cells: { current: "-0.05", total: "-0.05" },
      source: {},
    },
    {
      key: "total",
      label: "Total",
      level: 0,
      kind: "total",
      cells: { current: "99999999999999999.99", total: "1234567.45" },
      source: {},
    },
  ],
  tieOuts: [
    {
      name: "control",
      label: "Open items equal the control account",
      left: "1234567.45",
      right: "1234567.45",
      ok: true,
    },
  ],
  final: false,
  lock: { lockedThrough: null, hard: false },
  generatedFrom: "lake",
  provenance: {
    generatedFrom: "lake",
    origin: "demo company",
    readAs: "admin",
    readAt: "2026-11-15T10:00:00Z",
    watermark: { count: 3, maxId: 9, lastWrite: "2026-11-15 10:00:00", balance: "0.00" },
  },
  notes: ["Aged by due date."],
};

const textOf = async (format: "csv" | "html" | "text" | "json") =>
  (await render(result, format)).content.toString("utf8");

describe("renderers", () => {
  it("never lets a record's name run as a formula in CSV", async () => {
    const csv = await textOf("csv");
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv).toContain("1234567.50");
    expect(csv.split("\r\n")[0]).toBe("key,label,level,due,current,total");
  });

  it("lets none of the hostile texts run in a spreadsheet, and every sheet opens", async () => {
    const texts = [
      ...hostileTexts(),
      ...["=1+1", "+1", "-1+1", "@SUM(A1)"].flatMap((formula) =>
        ["", " ", "\t", "\r", "\n", "\u00A0", "\u200B", "\uFEFF", "\u202E", '"', "'"].map((before) => before + formula),
      ),
      "\uFF1D1+1",
      "\uFF0B1",
      "\uFF0D1+1",
      "\uFF20SUM(A1)",
      "\uD800",
      "x".repeat(40_000),
    ];
    const [line] = result.lines;
    if (!line) throw new Error("The result has no line.");
    const hostile = {
      ...result,
      lines: texts.map((text, index) => ({ ...line, key: text, label: text, facts: { due: text, days: index - 3 } })),
      notes: texts,
    };
    const rows = readCsv((await render(hostile, "csv")).content.toString("utf8"));
    expect(rows).toHaveLength(texts.length + 1);
    const runs = (cell: string) => /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell.replace(/^[\s\p{C}"]+/u, ""));
    for (const [key, label, , due] of rows.slice(1))
      expect([key, label, due].filter((cell) => runs(cell ?? ""))).toEqual([]);
    expect(rows[1]?.at(4)).toBe("-3");
    const parts = filesIn((await render(hostile, "xlsx")).content);
    const sheets = [...parts].filter(([name]) => /^xl\/(worksheets\/sheet|sharedStrings)/.test(name));
    expect(sheets.length).toBeGreaterThanOrEqual(3);
    for (const [name, xml] of sheets) {
      expect([name, /<f[ >]/.test(xml)]).toEqual([name, false]);
      const reader = new SaxesParser();
      reader.on("error", (error) => {
        throw new Error(`${name}: ${error.message}`);
      });
      reader.write(xml).close();
    }
  });

  it("keeps negative amounts as numbers in CSV", async () => {
    expect(await textOf("csv")).toContain(",-0.05,-0.05");
  });

  it("escapes names in HTML and asks nothing of the network", async () => {
    const html = await textOf("html");
    expect(html).not.toContain("<script");
    expect(html).not.toMatch(/https?:\/\/(?!x)/);
    expect(html).toContain("1,234,567.50");
  });

  it("keeps terminal escape sequences out of text", async () => {
    const text = await textOf("text");
    expect(text).not.toContain("\u001b");
    expect(text).toContain("✓ Open items equal the control account: 1,234,567.45 = 1,234,567.45");
  });

  it("prints amounts of any size exactly", async () => {
    expect(await textOf("text")).toContain("99,999,999,999,999,999.99");
    expect(JSON.parse(await textOf("json")).lines[2].cells.current).toBe("99999999999999999.99");
  });

  it("writes a spreadsheet and a PDF that open", async () => {
    const xlsx = await render(result, "xlsx");
    expect(xlsx.content.subarray(0, 2).toString()).toBe("PK");
    const pdf = await render(result, "pdf");
    expect(pdf.content.subarray(0, 5).toString()).toBe("%PDF-");
    expect((await render(result, "pdf")).content.equals(pdf.content)).toBe(true);
  });

  it("names the file after report, company and date", async () => {
    for (const format of FORMATS) {
      const { fileName } = await render(result, format);
      expect(fileName).toBe(`aged-receivable_1_2026-03-31.${format === "text" ? "txt" : format}`);
    }
  });
});

/** RFC 4180, read back. */
function readCsv(text: string): string[][] {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end !== ",") rows.push([]);
  }
  return rows.slice(0, -1);
}

/** The files of a zip, by its directory. */
function filesIn(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at = zip.readUInt32LE(zip.lastIndexOf("PK\u0005\u0006") + 16); zip.readUInt32LE(at) === 0x02014b50; ) {
    const [method, size, name, extra, comment, start] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
      zip.readUInt32LE(at + 42),
    ];
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const bytes = zip.subarray(data, data + size);
    files.set(
      zip.toString("utf8", at + 46, at + 46 + name),
      (method === 8 ? inflateRawSync(bytes) : bytes).toString("utf8"),
    );
    at += 46 + name + extra + comment;
  }
  return files;
}
