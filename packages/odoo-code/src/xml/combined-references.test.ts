import { expect, it } from "vitest";
import { told } from "../testing/read-data.ts";
import { applyInheritance } from "./apply-inheritance.ts";
import { combinedReferences } from "./combined-references.ts";
import { parseXml } from "./parse-xml.ts";

it("references of a combined view know their place and their file", () => {
  const base = parseXml(`<form><field name="line_ids"><list><field name="price"/></list></field></form>`).root;
  const written = `<data><field name="price" position="after"><field name="qty" readonly="parent.state &lt; 'x'"/></field></data>`;
  const extension = parseXml(written).root;
  if (base === null || extension === null) throw new Error("not read");
  const { node } = applyInheritance(base, [extension], "b.xml");
  const references = combinedReferences(node, "sale.order");
  expect(told({ references }, "field-path")).toEqual([
    "arch: sale.order/line_ids",
    "arch: sale.order.line_ids/price",
    "arch: sale.order.line_ids/qty",
    "modifier: sale.order/state",
  ]);
  expect(references.map(({ source }) => source)).toEqual([undefined, undefined, "b.xml", "b.xml"]);
  expect(references.slice(2).map(({ span }) => written.slice(...span))).toEqual(["qty", "parent.state &lt; 'x'"]);
});
