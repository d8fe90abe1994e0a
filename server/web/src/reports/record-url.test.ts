import { expect, it } from "vitest";
import { recordUrl } from "./record-url.ts";

const record = { model: "account.move", id: 42 };

it("links to the record on the configured Odoo, never to a script", () => {
  const wanted = "https://erp.example.com/odoo/mail/view?model=account.move&res_id=42";
  expect(recordUrl("https://erp.example.com/odoo/", record)).toBe(wanted);
  expect(recordUrl("javascript:alert(1)//", record)).toBeNull();
});
