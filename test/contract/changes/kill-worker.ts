import { readMigrations } from "../../../server/src/platform/database/migrate.ts";
import { openPostgres } from "../../../server/src/platform/database/postgres.ts";
import type { KillOrder } from "./kill-round.ts";
import { proposalsOn } from "./servers.ts";

/** Proposes and approves one change, and dies, as by a power cut, where it is told to. */
const order = JSON.parse(process.argv[2] ?? "{}") as KillOrder;
const die = () => process.kill(process.pid, "SIGKILL");
const database = openPostgres(order.databaseUrl, () => readMigrations(order.migrations));
const changes = proposalsOn(order.odoo, order.user, database, {
  leaseMs: order.leaseMs,
  reached(point) {
    if (point === order.point) die();
    // In mid-flight: the call is on its way, or in Odoo, or its answer is.
    if (point === "execute:sending" && order.point === "execute:flight") setTimeout(die, order.flightMs);
  },
});
const { id, sha256 } = await changes.propose(order.request);
await changes.approve(id, sha256);
process.exit(0);
