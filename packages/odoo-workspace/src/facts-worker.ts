import { parentPort, workerData } from "node:worker_threads";
import { odooVersion } from "./odoo-version.ts";
import { pythonParser } from "./python-parser.ts";
import type { ReadAnswer, ReadRequest } from "./store/module-reader.ts";
import { type Reading, readDefinitions, readModule, readUses } from "./store/read-module.ts";

/** A thread that reads modules. It is bundled as `facts-worker.js` beside the program that starts it. */
const { version } = workerData as { readonly version: string };
const parser = pythonParser();

parentPort?.on("message", async (request: ReadRequest) => {
  const { id } = request;
  try {
    const read = await answer(request, { parsers: { python: await parser }, version: odooVersion(version) });
    const sent = [read.block, read.uses].flatMap((bytes) =>
      bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : [],
    );
    parentPort?.postMessage({ id, read } satisfies ReadAnswer, sent);
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) } satisfies ReadAnswer);
  }
});

function answer(request: ReadRequest, reading: Reading) {
  const { folder } = request;
  switch (request.wanted) {
    case "all":
      return readModule(folder, request.files, request.before, reading);
    case "definitions":
      return readDefinitions(folder, request.files, reading);
    case "uses":
      return readUses(folder, request.files, reading);
  }
}
