import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOdoo } from "./describe-odoo.ts";
import { cloneDatabase, dropDatabase } from "./real-odoo.ts";
import { run, runScript } from "./scripts.ts";
import { sql } from "./sql.ts";

const unmarked = `guard_${process.pid}_unmarked`;
const marked = `guard_${process.pid}_marked`;
const exists = async (name: string) =>
  (await sql("postgres", "select 1 from pg_database where datname = $1", [name])).length === 1;

describeOdoo("destructive scripts refuse", () => {
  beforeAll(async () => {
    // A database that somebody else made in the same cluster.
    await sql("postgres", `create database "${unmarked}"`);
    await sql(unmarked, "create table precious as select 42 as value");
    await cloneDatabase("demo", marked);
  });
  afterAll(async () => {
    await sql("postgres", `drop database if exists "${unmarked}" with (force)`);
    await dropDatabase(marked);
  });

  test("to drop a database without the marker", async () => {
    await expect(dropDatabase(unmarked)).rejects.toThrow(/REFUSED: database \w+ does not carry the marker/);
    expect(await sql(unmarked, "select value from precious")).toEqual([{ value: 42 }]);
  });

  test("to overwrite a database without the marker", async () => {
    await expect(cloneDatabase("demo", unmarked)).rejects.toThrow(/REFUSED: database \w+ does not carry the marker/);
    expect(await sql(unmarked, "select value from precious")).toEqual([{ value: 42 }]);
  });

  test("to seed a database without the marker, by script and by each SQL file itself", async () => {
    await expect(runScript("volume/seed.sh", [unmarked, "1", "1", "2026-06-30"])).rejects.toThrow("REFUSED");
    for (const file of ["seed-documents.sql", "seed-reconcile.sql"])
      await expect(runScript("volume/psql.sh", [unmarked, file])).rejects.toThrow("sextant_test_marker");
    expect(await sql(unmarked, "select value from precious")).toEqual([{ value: 42 }]);
  });

  test("a marker that came with a copy from another cluster", async () => {
    const [row] = await sql(marked, "select cluster from sextant_test_marker");
    await sql(marked, "update sextant_test_marker set cluster = '/srv/production/data'");
    try {
      await expect(dropDatabase(marked)).rejects.toThrow("REFUSED");
      expect(await exists(marked)).toBe(true);
    } finally {
      await sql(marked, "update sextant_test_marker set cluster = $1", [row?.cluster]);
    }
  });

  test("a template and the maintenance database, by name", async () => {
    await expect(cloneDatabase("demo", "tpl_demo19")).rejects.toThrow("reserved name");
    await expect(dropDatabase("postgres")).rejects.toThrow("reserved name");
    await expect(dropDatabase('x" with (force); --')).rejects.toThrow("bad database name");
  });

  test("a dead port", async () => {
    const env = { ODOO_PGPORT: "1", ODOO_PGDIR: await clusterFolder() };
    await expect(runScript("drop.sh", [marked], { env })).rejects.toThrow(
      /REFUSED: no log-in to our PostgreSQL on 127.0.0.1:1 /,
    );
  });

  test("a port where something else listens", async () => {
    const server = await listen();
    try {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      const env = { ODOO_PGPORT: String(port), ODOO_PGDIR: await clusterFolder() };
      await expect(runScript("drop.sh", [marked], { env })).rejects.toThrow("REFUSED: no log-in");
    } finally {
      server.close();
    }
  });

  test("another PostgreSQL that answers on the port with the same password", async () => {
    const foreign = await startForeignCluster();
    try {
      const env = { ODOO_PGPORT: foreign.port, ODOO_PGDIR: await clusterFolder() };
      await expect(runScript("drop.sh", [marked], { env })).rejects.toThrow(
        /REFUSED: 127.0.0.1:\d+ answers for .*nothing was touched/,
      );
      await expect(runScript("clone.sh", ["tpl_demo19", marked], { env })).rejects.toThrow(/runs on port|REFUSED/);
    } finally {
      await foreign.stop();
    }
  });

  test("and drop what carries the marker", async () => {
    await dropDatabase(marked);
    expect(await exists(marked)).toBe(false);
  });
});

async function clusterFolder(): Promise<string> {
  const [row] = await sql("postgres", "select current_setting('data_directory') as folder");
  return String(row?.folder).replace(/\/data$/, "");
}

function listen(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.end("not a database\n")).listen(0, "127.0.0.1", () =>
      resolve(server),
    );
  });
}

/** A second PostgreSQL with a role `odoo` that trusts everybody and holds a database of the same name. */
async function startForeignCluster(): Promise<{ port: string; stop: () => Promise<void> }> {
  const out = await run("bash", [
    "-c",
    `. ${import.meta.dirname}/lib.sh; b=$(pg_bin); d=$(as_pg mktemp -d -p /var/tmp); p=$(free_port)
     as_pg $b/initdb -D $d/data -A trust -U odoo --no-sync >/dev/null
     as_pg $b/pg_ctl -D $d/data -o "-p $p -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off" -l $d/log -w start >/dev/null
     PGHOST=127.0.0.1 PGPORT=$p PGUSER=odoo createdb ${marked}; echo "$p $d $b"`,
  ]);
  const [port = "", folder = "", bin = ""] = out.trim().split(" ");
  return {
    port,
    stop: async () => {
      await run("bash", [
        "-c",
        `. ${import.meta.dirname}/lib.sh; as_pg ${bin}/pg_ctl -D ${folder}/data -m immediate stop >/dev/null; rm -rf ${folder}`,
      ]);
    },
  };
}
