import { describe, expect, it } from "vitest";
import { tenantOf } from "../database/database.ts";
import { admit } from "./admit.ts";
import { ANYBODY, personHere } from "./caller.ts";
import { isAccess, PERMISSIONS } from "./permission.ts";
import { may, permissionsOf, ROLES } from "./role.ts";

const tenant = tenantOf({ url: "https://erp.example.com", database: "prod" });

/** The table again, in another form: one line a permission, one column a role. */
const MATRIX: Record<string, string> = {
  //                   reader member auditor administrator
  "read-books": /*        */ "yes yes yes yes",
  export: /*              */ "no  yes yes yes",
  ask: /*                 */ "no  yes no  yes",
  "review-questions": /*  */ "no  no  no  yes",
  "read-proposals": /*    */ "yes yes yes yes",
  propose: /*             */ "no  yes no  yes",
  approve: /*             */ "no  yes no  yes",
  "read-runs": /*         */ "no  no  yes yes",
  "read-audit": /*        */ "no  no  yes yes",
  "export-audit": /*      */ "no  no  yes yes",
  "manage-people": /*     */ "no  no  no  yes",
  "manage-connection": /* */ "no  no  no  yes",
};

describe("roles and permissions", () => {
  it("say of every cell what the matrix says", () => {
    const roles = ["reader", "member", "auditor", "administrator"];
    expect(Object.keys(ROLES)).toEqual(roles);
    expect(Object.keys(MATRIX)).toEqual([...PERMISSIONS]);
    for (const [permission, cells] of Object.entries(MATRIX))
      expect(roles.map((role) => (may(role, permission) ? "yes" : "no"))).toEqual(cells.split(/\s+/));
  });

  it("refuse what they do not know", () => {
    for (const role of ["", "root", "__proto__", "constructor"]) {
      expect(permissionsOf(role).size).toBe(0);
      expect(may(role, "read-books")).toBe(false);
    }
    for (const permission of ["", "toString", "read-everything", "signed-in", "public"])
      expect(may("administrator", permission)).toBe(false);
    for (const access of [undefined, null, "", "PUBLIC", "anyone", "__proto__"]) expect(isAccess(access)).toBe(false);
  });
});

describe("the gate before a route", () => {
  const reader = { ...personHere(tenant, "ann"), permissions: permissionsOf("reader") };
  const codeOf = (promise: Promise<unknown>) => promise.catch((error: { code: string }) => error.code);

  it("lets in whom the route lets in", async () => {
    expect(await admit("signed-in", async () => reader)).toBe(reader);
    expect(await admit("read-books", async () => reader)).toBe(reader);
    expect(await codeOf(admit("propose", async () => reader))).toBe("not_permitted");
    expect(await codeOf(admit("signed-in", async () => null))).toBe("signed_out");
  });

  it("does not even look at a session on a public route, and knows nobody there", async () => {
    const look = () => Promise.reject(new Error("looked"));
    expect(await admit("public", look)).toBe(ANYBODY);
  });
});
