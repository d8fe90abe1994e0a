import { isSextantError } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

const odoo = {
  SEXTANT_ODOO_URL: "https://erp.example.com/odoo",
  SEXTANT_ODOO_DATABASE: "prod",
  SEXTANT_ODOO_KEY: "k",
};

function failure(environment: Record<string, string>) {
  try {
    readConfig(environment);
  } catch (error) {
    if (isSextantError(error)) return error;
  }
  throw new Error("the configuration was accepted");
}

describe("readConfig", () => {
  it("serves the demo company when nothing is configured", () => {
    expect(readConfig({})).toMatchObject({
      source: "demo",
      odoo: null,
      host: "127.0.0.1",
      port: 8466,
      data: ".sextant",
    });
  });

  it("reads the configured Odoo live", () => {
    const { source, odoo: found } = readConfig(odoo);
    expect(source).toBe("live");
    expect(found).toEqual({ url: "https://erp.example.com/odoo", database: "prod", key: "k" });
  });

  it("treats an empty variable as absent", () => {
    expect(readConfig({ SEXTANT_ODOO_URL: "", SEXTANT_PORT: "" }).source).toBe("demo");
  });

  it("lists every problem at once", () => {
    const bad = {
      SEXTANT_ODOO_URL: "ftp://x",
      SEXTANT_PORT: "99999",
      SEXTANT_SOURCE: "cloud",
      DATABASE_URL: "mysql://x",
      SEXTANT_BUDGET_USER_USD: "a lot",
    };
    const { code, message } = failure(bad);
    expect(code).toBe("bad_usage");
    for (const name of Object.keys(bad)) expect(message).toContain(name);
  });

  it("lists what is wrong in itself beside what does not fit together", () => {
    const bad = {
      SEXTANT_PORT: "x",
      SEXTANT_PUBLIC_URL: "http://erp.example.com",
      SEXTANT_ALLOW_ADDRESSES: "everywhere",
      SEXTANT_KEK: "short",
      SEXTANT_OLLAMA_URL: "http://169.254.169.254",
      SEXTANT_ANTHROPIC_URL: "http://[::ffff:169.254.169.254]/v1",
    };
    const { message } = failure(bad);
    for (const name of Object.keys(bad)) expect(message).toContain(name);
  });

  it("names what is missing for a live Odoo", () => {
    const { code, message, exit } = failure({ SEXTANT_ODOO_URL: "https://erp.example.com" });
    expect([code, exit]).toEqual(["not_configured", 2]);
    expect(message).toContain("SEXTANT_ODOO_DATABASE");
    expect(message).toContain("SEXTANT_ODOO_KEY");
  });

  it("never repeats the key", () => {
    expect(failure({ ...odoo, SEXTANT_ODOO_KEY: "topsecret", SEXTANT_PORT: "x" }).message).not.toContain("topsecret");
  });

  it("lets the command line win over the environment", () => {
    expect(readConfig(odoo, { source: "demo", port: 1234 })).toMatchObject({ source: "demo", port: 1234 });
  });
});
