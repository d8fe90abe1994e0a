import type { Connection, Session, TenantId } from "./database.ts";

/** The role that owns nothing, bypasses nothing and has only the rights that the migrations grant. */
export const APP_ROLE = "sextant_app";

/** One transaction on a connection as a tenant. Role and tenant are local to it: they end with it, however it ends. */
export async function asTenant<T>(
  connection: Connection,
  tenant: TenantId,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  await connection.run("begin");
  try {
    await connection.run(`set local role ${APP_ROLE}`);
    await connection.run("select set_config('sextant.tenant', $1, true)", [tenant]);
    const result = await work({ query: (text, values = []) => connection.run(text, values) });
    await connection.run("commit");
    return result;
  } catch (error) {
    // A connection that is gone has rolled back already; the first error is the one that tells.
    await connection.run("rollback").catch(() => undefined);
    throw error;
  }
}
