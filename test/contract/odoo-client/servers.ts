import { isSextantError, type SextantError } from "@sextant/contracts";
import { afterAll, beforeAll, describe } from "vitest";
import { connect, type OdooClient, type Row, type TransportName } from "../../../packages/odoo-client/src/index.ts";
import { describeOdoo } from "../../odoo/describe-odoo.ts";
import { type RunningOdoo, sharedOdoo, startOdoo, startOdoo14 } from "../../odoo/real-odoo.ts";

/** A real Odoo, and how to be let in. */
export interface Server {
  readonly odoo: RunningOdoo;
  readonly open: (
    transport?: TransportName,
    user?: { readonly login: string; readonly key: string },
  ) => Promise<OdooClient>;
  /** Key on 19, password on 14. */
  readonly secret: string;
}

const TRANSPORTS_19 = ["json-2", "json-rpc", "xml-rpc"] as const satisfies TransportName[];
const TRANSPORTS_14 = ["json-rpc", "xml-rpc"] as const satisfies TransportName[];

function serverOf(odoo: RunningOdoo, secret: string): Server {
  return {
    odoo,
    secret,
    open: (transport, user = { login: odoo.login, key: secret }) =>
      connect({
        url: odoo.url,
        database: odoo.database,
        login: user.login,
        secret: user.key,
        ...(transport && { transport }),
      }),
  };
}

type Tests = (server: () => Server, transports: readonly TransportName[], version: 19 | 14) => void;

/**
 * The tests on each version that is there: Odoo 19, on the shared server or on a clone of their own when they write, and 14 on its one
 * database.
 */
export function onEachOdoo(what: string, database: "shared" | "own", tests: Tests): void {
  describeOdoo(`Odoo 19: ${what}`, () => {
    let odoo: RunningOdoo;
    beforeAll(async () => {
      odoo = database === "shared" ? await sharedOdoo("demo") : await startOdoo({ template: "demo" });
    });
    afterAll(() => odoo?.stop());
    tests(() => serverOf(odoo, odoo.key), TRANSPORTS_19, 19);
  });
  describeOdoo(
    `Odoo 14: ${what}`,
    () => {
      let odoo: RunningOdoo;
      beforeAll(async () => {
        odoo = await startOdoo14();
      });
      tests(() => serverOf(odoo, odoo.users.admin.password), TRANSPORTS_14, 14);
    },
    "demo14",
  );
}

/** The tests over each transport, with a client that is open as long as they run. */
export function overEach(
  transports: readonly TransportName[],
  server: () => Server,
  tests: (client: () => OdooClient, transport: TransportName) => void,
): void {
  describe.each(transports)("%s", (transport) => {
    let client: OdooClient;
    beforeAll(async () => {
      client = await server().open(transport);
    });
    afterAll(() => client?.close());
    tests(() => client, transport);
  });
}

/** The error that the work ends with. */
export async function failure(work: Promise<unknown>): Promise<SextantError> {
  try {
    await work;
  } catch (error) {
    if (isSextantError(error)) return error;
    throw error;
  }
  throw new Error("the call was expected to fail");
}

export async function all(rows: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const list: Row[] = [];
  for await (const batch of rows) list.push(...batch);
  return list;
}

/** Arguments of a call by name (JSON-2) or by position (the others). */
export const given = (transport: TransportName, name: string, value: unknown) =>
  transport === "json-2" ? { named: { [name]: value } } : { positional: [value] };
