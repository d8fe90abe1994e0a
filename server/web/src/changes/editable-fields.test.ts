import type { ChangeRequest, Proposal } from "@sextant/contracts";
import { expect, it } from "vitest";
import { editableFields, editedRequest } from "./editable-fields.ts";

const proposal = (change: ChangeRequest): Proposal =>
  ({
    payload: { change, company: 1 },
    preview: { reason: "why", fields: [{ field: "name", label: "Name", before: null, after: "x" }] },
    batch: null,
  }) as unknown as Proposal;

it("offers texts, numbers and switches of a change, not its records or lists", () => {
  const write = proposal({
    kind: "write",
    model: "res.partner",
    id: 7,
    values: { name: "x", credit_limit: 5, active: true, country_id: 3, category_id: [1], ref: null },
  });
  expect(editableFields(write)).toEqual([
    { name: "name", label: "Name", value: "x" },
    { name: "credit_limit", label: "Credit limit", value: 5 },
    { name: "active", label: "Active", value: true },
  ]);
  expect(editedRequest(write, { name: "y", credit_limit: "7.5" })).toEqual({
    change: {
      kind: "write",
      model: "res.partner",
      id: 7,
      values: { name: "y", credit_limit: 7.5, active: true, country_id: 3, category_id: [1], ref: null },
    },
    reason: "why",
    company: 1,
  });
  expect(editedRequest(write, { credit_limit: "a lot" })).toBeNull();
});

it("edits the parameters of an action, but for the records that it is about", () => {
  const parameters = { invoice: 4, journal: 7, amount: 12000, date: "2026-10-01" };
  const action = proposal({ kind: "action", action: "register_payment", parameters });
  expect(editableFields(action)).toEqual([
    { name: "amount", label: "Amount", value: 12000 },
    { name: "date", label: "Date", value: "2026-10-01" },
  ]);
  expect(editedRequest(action, { amount: "12500" })?.change).toEqual({
    kind: "action",
    action: "register_payment",
    parameters: { ...parameters, amount: 12500 },
  });
});
