import { describe, expect, it } from "vitest";
import { expectSpans, told } from "../testing/read-data.ts";
import { csvFacts } from "./csv-facts.ts";
import { scanCsv } from "./scan-csv.ts";

describe("rows and columns", () => {
  it("access rights: ids, references, model from the name of the file", () => {
    const text = `"id","name","model_id:id","group_id:id",perm_read\r\naccess_a,a,model_sale_order,base.group_user,1\r\naccess_b,"b ""q"", c",sale.model_x,,0\r\n`;
    const facts = csvFacts("sale/security/ir.model.access.csv", text);
    expect(facts).toMatchObject({ model: "ir.model.access", problems: [] });
    expect(facts.header.map(({ name, span }) => [name, text.slice(...span)])).toEqual(
      ["id", "name", "model_id:id", "group_id:id", "perm_read"].map((name) => [name, name]),
    );
    expect(facts.records.map(({ xmlId, model, tag }) => [xmlId, model, tag])).toEqual([
      ["access_a", "ir.model.access", "row"],
      ["access_b", "ir.model.access", "row"],
    ]);
    expect(facts.records.map(({ idSpan }) => text.slice(...idSpan))).toEqual(["access_a", "access_b"]);
    expect(facts.records[1]?.fields[0]?.value).toEqual({ kind: "text", text: 'b "q", c' });
    expect(told(facts, "xml-id")).toEqual([
      "csv-id: model_sale_order",
      "csv-id: base.group_user",
      "csv-id: sale.model_x",
    ]);
    expect(told(facts, "field-path")).toEqual(
      ["name", "model_id", "group_id", "perm_read"].map((name) => `csv-header: ir.model.access/${name}`),
    );
    expectSpans({ ...facts, text });
  });

  it("paths, lists of ids, translations, database ids, and lines of a record", () => {
    const text =
      "id,name,name@fr,tag_ids/id,line_ids/id,line_ids/product_id/id,line_ids/price,user_id.id\n" +
      'a,A,B,"x.t, u",l1,base.p,1,2\n,,,,l2,base.q,3,\n,,X,,,,,\n';
    const facts = csvFacts("data/sale.order-demo.csv", text);
    expect(facts.model).toBe("sale.order");
    expect(facts.records.map(({ xmlId, model }) => [xmlId, model])).toEqual([
      ["a", "sale.order"],
      ["l1", ""],
      ["l2", ""],
    ]);
    expect(told(facts, "xml-id")).toEqual(["csv-id: x.t", "csv-id: u", "csv-id: base.p", "csv-id: base.q"]);
    expect(told(facts, "field-path")).toContain("csv-header: sale.order/line_ids.product_id");
    expect(told(facts, "field-path")).toContain("csv-header: sale.order/user_id");
    expect(told(facts, "field-path")).toContain("csv-translation: sale.order/name");
    expectSpans({ ...facts, text });
  });
});

describe("odd and broken files", () => {
  it.each([
    ["nothing", "", 0],
    ["a header alone", "id,name", 0],
    ["empty lines", "id,name\n\n\na,b\n\n", 1],
    ["too few and too many cells", "id,name\na\nb,c,d,e\n", 2],
    ["a lone carriage return ends a line", "id,name\ra,b\rc,d", 2],
    ["a line end inside quotes", 'id,name\na,"x\ny"\nb,c\n', 2],
  ])("%s", (_name, text, rows) => {
    const facts = csvFacts("x/m.csv", text);
    expect([facts.records.length, facts.problems]).toEqual([rows, []]);
  });

  it("an open quote is one problem, and the rows below it stand", () => {
    const facts = csvFacts("x/m.csv", 'id,name\na,"open\nb,c\n');
    expect(facts.problems.length).toBe(1);
    expect(facts.records.map(({ xmlId }) => xmlId)).toEqual(["a", "b"]);
  });

  it("cells slice to what is written", () => {
    const text = 'a,"b""c",,"😀",d\r\n1,2';
    for (const cell of scanCsv(text).rows.flat()) if (cell.verbatim) expect(text.slice(...cell.span)).toBe(cell.value);
    expect(scanCsv(text).rows.map((row) => row.map(({ value }) => value))).toEqual([
      ["a", 'b"c', "", "😀", "d"],
      ["1", "2"],
    ]);
  });
});
