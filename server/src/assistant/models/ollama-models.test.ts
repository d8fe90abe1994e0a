import { describe, expect, it } from "vitest";
import { ollamaModel } from "./ollama.ts";
import { listOllamaModels, pullOllamaModel } from "./ollama-models.ts";
import { collect } from "./testing/collect.ts";
import { OLLAMA } from "./testing/vendor-protocols.ts";
import { type Answer, failing, NDJSON, stalled, streamed, vendorServer } from "./testing/vendor-server.ts";

const DIGEST = "a".repeat(12) + "b".repeat(52);
const model = (name: string) => ({
  name,
  model: name,
  size: 5_200_000_000,
  digest: DIGEST,
  details: { parameter_size: "8.2B" },
});
const listing: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify({ models: [model("qwen3:8b"), model("llama3.2:latest")] }));
};
const lines = (...all: object[]) => streamed(NDJSON, all.map((one) => `${JSON.stringify(one)}\n`).join(""));
const never = new AbortController().signal;

describe("models of an Ollama", () => {
  it("are listed with digest and size", async () => {
    await using server = await vendorServer(listing);
    expect(await listOllamaModels(server.url, never)).toEqual([
      { name: "llama3.2:latest", digest: DIGEST, bytes: 5_200_000_000, parameters: "8.2B" },
      { name: "qwen3:8b", digest: DIGEST, bytes: 5_200_000_000, parameters: "8.2B" },
    ]);
    expect(server.received[0]?.path).toBe("/api/tags");
  });

  it("are pulled, telling how far it is", async () => {
    await using server = await vendorServer(
      lines(
        { status: "pulling manifest" },
        { status: "pulling aaaa", digest: "sha256:aaaa", total: 100, completed: 50 },
        { status: "success" },
      ),
      listing,
    );
    const told: unknown[] = [];
    const pulled = await pullOllamaModel(server.url, "llama3.2", never, (...progress) => told.push(progress));
    expect(pulled.name).toBe("llama3.2:latest");
    expect(told).toEqual([
      ["pulling manifest", undefined, undefined],
      ["pulling aaaa", 50, 100],
      ["success", undefined, undefined],
    ]);
  });

  it.each<[string, Answer, string]>([
    ["an unknown name", lines({ error: "pull model manifest: file does not exist" }), "model_unknown"],
    ["a pull that breaks off", lines({ status: "pulling manifest" }), "model_overloaded"],
    ["a full disk", failing(500, { error: "no space left on device" }), "model_overloaded"],
  ])("%s is a typed error", async (_, answer, code) => {
    await using server = await vendorServer(answer);
    await expect(pullOllamaModel(server.url, "x", never, () => undefined)).rejects.toMatchObject({ code });
  });

  it("stop being pulled when it is cancelled", async () => {
    await using server = await vendorServer(stalled(NDJSON, '{"status":"pulling manifest"}\n'));
    const abort = new AbortController();
    const pull = pullOllamaModel(server.url, "x", abort.signal, () => abort.abort());
    await expect(pull).rejects.toMatchObject({ code: "aborted" });
  });

  it("are asked only with the digest that is pinned", async () => {
    await using server = await vendorServer(listing, streamed(OLLAMA.type, OLLAMA.stream({ text: ["ok"] })), listing);
    const pinned = (name: string, pin: string) =>
      collect(ollamaModel({ name: { vendor: "ollama", model: name, pin }, url: server.url, context: 4096 }));
    expect((await pinned("qwen3:8b", DIGEST.slice(0, 12))).text).toBe("ok");
    expect((await pinned("qwen3:8b", "f".repeat(12))).error).toMatchObject({
      code: "model_unknown",
      message: expect.stringContaining("ffffffffffff is pinned"),
    });
    expect((await pinned("absent", DIGEST)).error?.message).toContain("sextant models pull absent");
  });
});
