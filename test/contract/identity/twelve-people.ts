import { expect, it } from "vitest";
import { connect } from "../../../packages/odoo-client/src/index.ts";
import { findConnection } from "../../../server/src/identity/connections.ts";
import { readCredential } from "../../../server/src/identity/credentials.ts";
import { connectionOptions } from "../../../server/src/identity/odoo-requests.ts";
import { signInByCode } from "../../../server/src/identity/sign-in-by-code.ts";
import type { SignInSuite } from "./sign-in-suite.ts";
import { signInToOdoo } from "./web-client.ts";

/** Whoever signs in sees through the module what Odoo's ORM shows him, no more and no less. */
export function twelvePeople(suite: () => SignInSuite): void {
  it("shows twelve people in sixty readings each what Odoo's own ORM shows them", async () => {
    const { all, database, parts, tenant } = suite();
    const { answers, models, limit } = all.seen;
    const connection = await findConnection(database, tenant);
    let equal = 0;
    const different: string[] = [];
    for (const [login, expected] of Object.entries(answers)) {
      const got: unknown[] = [];
      const grant = await signInToOdoo(all.odoo, login, login)
        .then((web) => web.code())
        .then((code) => signInByCode(parts, code))
        .catch(() => null);
      if (!grant || !connection) got.push(...expected.map(() => "refused"));
      else {
        const [row] = await all.own("select credential as id from session order by created_at desc limit 1");
        const secret = await database.transaction(tenant, (session) =>
          readCredential(session, parts.vault, tenant, String(row?.id), new Date()),
        );
        const client = await connect(
          connectionOptions(parts, connection, { kind: "bridge", login, secret: secret ?? "" }),
        );
        const [self] = await client.read("res.users", [client.info.userId], ["company_ids"]);
        const options = { companyIds: self?.company_ids as number[] };
        const outcome = async (work: Promise<unknown>) => work.catch((error: { code: string }) => error.code);
        const group = async (model: string, by: string) => {
          const named = { domain: [], groupby: [by], aggregates: ["__count"] };
          const rows = (await client.call("read", model, "formatted_read_group", { named }, options)) as {
            __count: number;
          }[];
          return rows.map((one) => one.__count).sort((a, b) => a - b);
        };
        const readings = models.map(async ([model, by]) => {
          const fields = async () =>
            Object.keys(
              (await client.call("read", model, "fields_get", { named: { attributes: ["type"] } }, options)) as object,
            ).sort();
          const list = async () =>
            (await client.search({ model, domain: [], fields: ["display_name"], limit, order: "id" }, options)).map(
              (one) => [one.id, one.display_name ?? false],
            );
          return Promise.all([list(), client.count(model, [], options), fields(), group(model, by)].map(outcome));
        });
        for (const four of await Promise.all(readings)) got.push(...four);
        await client.close();
      }
      for (const [index, one] of expected.entries())
        if (JSON.stringify(normal(one)) === JSON.stringify(normal(got[index]))) equal++;
        else
          different.push(
            `${login} ${models[Math.floor(index / 4)]?.[0]} ${index % 4}: ${JSON.stringify(got[index])?.slice(0, 200)} / ${JSON.stringify(one).slice(0, 200)}`,
          );
    }
    expect(different).toEqual([]);
    expect(equal).toBe(720);
  });
}

/** Odoo's ORM says false for an empty text; the client says null. */
const normal = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(normal) : value === null || value === "" ? false : value;
