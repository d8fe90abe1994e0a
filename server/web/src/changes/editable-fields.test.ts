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

it("edits the parameters of an action", () => {
  const action = proposal({ kind: "action", action: "post_message", parameters: { id: 4, body: "Hello" } });
  expect(editableFields(action)).toEqual([{ name: "body", label: "Body", value: "Hello" }]);
  expect(editedRequest(action, { body: "Bye" })?.change).toEqual({
    kind: "action",
    action: "post_message",
    parameters: { id: 4, body: "Bye" },
  });
});
