import { isSextantError } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../platform/config.ts";
import { readModelName, showModelName } from "./model-name.ts";
import { openModels } from "./open-models.ts";
import { probeModel } from "./probe-model.ts";
import { failing, vendorServer } from "./testing/vendor-server.ts";

const open = (environment: Record<string, string>) => openModels(readConfig(environment).models);
function problem(environment: Record<string, string>): string {
  try {
    open(environment);
  } catch (error) {
    if (isSextantError(error)) return error.message;
  }
  throw new Error("the models were accepted");
}

describe("openModels", () => {
  it("opens none when none is named, whatever keys there are", () => {
    expect(open({ SEXTANT_ANTHROPIC_KEY: "k", ANTHROPIC_API_KEY: "k" })).toEqual({ strong: [], fast: [] });
  });

  it("keeps the order", () => {
    const { strong, fast } = open({
      SEXTANT_MODELS: "anthropic/claude-sonnet-5-5, ollama/qwen3:8b@aaaaaaaaaaaa ,openai/gpt-6-sol",
      SEXTANT_MODELS_FAST: "ollama/qwen3:1b",
      SEXTANT_ANTHROPIC_KEY: "a",
      SEXTANT_OPENAI_KEY: "o",
    });
    expect(strong.map(({ name }) => showModelName(name))).toEqual([
      "anthropic/claude-sonnet-5-5",
      "ollama/qwen3:8b",
      "openai/gpt-6-sol",
    ]);
    expect(strong[1]?.name.pin).toBe("aaaaaaaaaaaa");
    expect(fast).toHaveLength(1);
  });

  it("names everything that is wrong at once", () => {
    const message = problem({ SEXTANT_MODELS: "anthropic/x,gpt-4,openai/y@aaaaaaaaaaaa,openai/z" });
    for (const part of ["SEXTANT_ANTHROPIC_KEY", '"gpt-4"', '"openai/y@aaaaaaaaaaaa"', "SEXTANT_OPENAI_KEY"])
      expect(message).toContain(part);
    expect(problem({ SEXTANT_MODELS_FAST: "ollama/x" })).toContain("without SEXTANT_MODELS");
  });
});

describe("probeModel", () => {
  it.each(["anthropic", "openai"] as const)("asks %s for the model, and nothing more", async (vendor) => {
    await using server = await vendorServer(
      (response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ id: "m", type: "model", object: "model" }));
      },
      failing(401, { error: { type: "authentication_error", code: "invalid_api_key", message: "wrong key" } }),
    );
    const { models } = readConfig({
      SEXTANT_ANTHROPIC_KEY: "k",
      SEXTANT_OPENAI_KEY: "k",
      SEXTANT_ANTHROPIC_URL: server.url,
      SEXTANT_OPENAI_URL: `${server.url}/v1`,
    });
    const probe = () => probeModel(readModelName(`${vendor}/m`), models, new AbortController().signal);
    await probe();
    expect(server.received[0]).toMatchObject({ path: "/v1/models/m", body: {} });
    await expect(probe()).rejects.toMatchObject({ code: "model_authentication" });
  });
});
