import type { Proposal } from "@sextant/contracts";
import { expect, it } from "vitest";
import type { SignInSuite } from "./sign-in-suite.ts";

/** What is proposed and approved by people who signed in. */
export function approvedChanges(suite: () => SignInSuite): void {
  it("executes what was approved through the module, once, as who approved it", async () => {
    const { all, tokenOf } = suite();
    const token = await tokenOf("admin");
    const change = { kind: "create", model: "res.partner", values: { name: "By an approved proposal" } };
    const proposed = (await all.post("/api/proposals", { change }, token)).json as unknown as Proposal;
    expect(proposed).toMatchObject({ state: "pending", preview: { guarantee: "bridge" } });
    const done = await all.post(`/api/proposals/${proposed.id}/approve`, { sha256: proposed.sha256 }, token);
    expect(done.json).toMatchObject({ state: "done", result: { found: false } });
    const made = await all.odoo.sql(
      "select u.login from res_partner p join res_users u on u.id = p.create_uid where p.name = 'By an approved proposal'",
    );
    expect(made).toEqual([{ login: "admin" }]);
    const lead = { kind: "create", model: "crm.lead", values: { name: "Not for all", type: "opportunity" } };
    const hidden = (await all.post("/api/proposals", { change: lead }, token)).json as unknown as Proposal;
    const hr = await tokenOf("p_hr");
    expect((await all.get(`/api/proposals/${hidden.id}`, hr)).status).toBe(404);
    expect(JSON.stringify((await all.get("/api/proposals", hr)).json)).not.toContain("Not for all");
    expect((await all.get(`/api/proposals/${hidden.id}`, token)).status).toBe(200);
    // A colleague sees what is proposed for a record that he may read.
    const secret = { kind: "write", model: "res.partner", id: 1, values: { city: "Prague" } };
    const other = (await all.post("/api/proposals", { change: secret }, token)).json as unknown as Proposal;
    expect((await all.get(`/api/proposals/${other.id}`, await tokenOf("employee"))).status).toBe(200);
    expect((await all.post(`/api/proposals/${other.id}/reject`, { sha256: other.sha256 }, token)).json.state).toBe(
      "rejected",
    );
  });
}
