import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { odooAvailable } from "./home.ts";

describe("where the test Odoo is missing", () => {
  let home = "";
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "sextant-no-odoo-"));
    vi.stubEnv("SEXTANT_TEST_ODOO", "");
    vi.stubEnv("SEXTANT_ODOO_HOME", home);
    vi.spyOn(process, "getuid").mockReturnValue(0);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    rmSync(home, { recursive: true });
  });

  test("the reason names the command that brings it", () => {
    expect(odooAvailable()).toBe(`no Odoo 19 in ${home}: run test/odoo/provision.sh`);
    writeFileSync(join(home, "odoo19"), "");
    expect(odooAvailable("volume")).toContain("tpl_volume19: run test/odoo/provision.sh volume");
    expect(odooAvailable("demo14")).toContain("tpl_demo14: run test/odoo/provision.sh 14");
  });

  test("another user than root, and a wish to leave it out, are reasons", () => {
    vi.spyOn(process, "getuid").mockReturnValue(1000);
    expect(odooAvailable()).toContain("runs as root");
    vi.stubEnv("SEXTANT_TEST_ODOO", "off");
    expect(odooAvailable()).toBe("SEXTANT_TEST_ODOO=off");
  });
});

test("provisioning on a machine that cannot says so, with a status of its own", () => {
  // An `id` that answers like an ordinary user's, first in the path.
  const bin = mkdtempSync(join(tmpdir(), "sextant-id-"));
  writeFileSync(join(bin, "id"), "#!/bin/sh\necho 1000\n", { mode: 0o755 });
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, SEXTANT_ODOO_HOME: join(bin, "home") };
  const { status, stderr } = spawnSync(join(import.meta.dirname, "provision.sh"), [], { env, encoding: "utf8" });
  rmSync(bin, { recursive: true });
  expect(stderr).toContain("NOT POSSIBLE HERE: these scripts need root");
  expect(stderr).toContain("docker compose up");
  expect(status).toBe(69);
});
