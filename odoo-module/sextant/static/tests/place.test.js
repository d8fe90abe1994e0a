import { describe, expect, test } from "@odoo/hoot";
import { areaOf } from "@sextant/place/areas";
import { fittingQuestions, nameOfMany2one } from "@sextant/place/fitting_questions";
import { inEnglish, nowhere } from "./fakes";

describe.current.tags("headless");

const overdue = {
  id: 9,
  name: "INV/2026/00009",
  values: {
    name: "INV/2026/00009",
    move_type: "out_invoice",
    state: "posted",
    payment_state: "not_paid",
    invoice_date_due: "2000-01-01",
    partner_id: { id: 7, display_name: "Deco Addict, Ann" },
  },
};
const at = (model, record, server = { models: false, live: true }) =>
  fittingQuestions({ ...nowhere, model, record }, server);
const labels = (offers) => offers.map(({ label }) => label);

test("models belong to the apps that offer Sextant", () => {
  expect(["account.move.line", "pos.order", "res.partner", "hr.employee"].map(areaOf)).toEqual([
    "accounting",
    "pos",
    "contacts",
    "hr",
  ]);
  expect([areaOf("ir.cron"), areaOf(null)]).toEqual([null, null]);
});

test("an overdue invoice is explained, and its reminder drafted", () => {
  inEnglish();
  const offers = at("account.move", overdue);
  expect(labels(offers)).toEqual([
    "Explain this document",
    "Why is this not paid?",
    "Draft the reminder",
    "What does Deco Addict owe us?",
    "Which invoices of Deco Addict are open?",
  ]);
  expect(offers[0].question).toBe("Explain the invoice INV/2026/00009");
  expect(offers[2].change).toEqual({ kind: "action", action: "payment_reminder", parameters: { invoice: 9 } });
});

test("what is paid, not due, or a bill gets no reminder", () => {
  inEnglish();
  const with_ = (values) => labels(at("account.move", { ...overdue, values: { ...overdue.values, ...values } }));
  for (const values of [
    { payment_state: "paid" },
    { invoice_date_due: "2999-01-01" },
    { move_type: "in_invoice" },
    { state: "draft" },
  ]) {
    expect(with_(values)).not.toInclude("Draft the reminder");
  }
});

test("without live books only the books are offered; a selection counts when it is one", () => {
  inEnglish();
  expect(labels(at("account.move", overdue, { models: false, live: false }))).not.toInclude("Explain this document");
  const one = { id: 7, name: "Azure Interior", values: {} };
  const selected = (selection) =>
    labels(fittingQuestions({ ...nowhere, model: "res.partner", selection }, { models: false, live: true }))[0];
  expect(selected([one])).toBe("What does Azure Interior owe us?");
  expect(selected([one, one])).toBe("Who owes us the most?");
  expect(labels(at("stock.picking", { id: 1, name: "WH/OUT/1", values: {} }))[0]).toBe("Why is this late?");
});

test("entries and orders are explained by their numbers, without what is shown beside them", () => {
  inEnglish();
  const question = (model, name, values) => at(model, { id: 1, name, values: { ...values } })[0].question;
  expect(question("account.move", "MISC/2026/1 (rent)", { name: "MISC/2026/1", move_type: "entry" })).toBe(
    "Explain the journal entry MISC/2026/1",
  );
  expect(question("sale.order", "S00012", {})).toBe("Explain the sales order S00012");
  expect(question("purchase.order", "P00003 (their ref)", { name: "P00003" })).toBe(
    "Explain the purchase order P00003",
  );
});

test("names of partners are read as every version writes them", () => {
  expect([[3, "A"], { id: 3, display_name: "A" }, false].map(nameOfMany2one)).toEqual(["A", "A", ""]);
});
