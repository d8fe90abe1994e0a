import { parentPort, workerData } from "node:worker_threads";
import { odooVersion } from "./odoo-version.ts";
import { pythonParser } from "./python-parser.ts";
import type { ReadAnswer, ReadRequest } from "./store/module-reader.ts";
import { readModule } from "./store/read-module.ts";

/** A thread that reads modules. It is bundled as `facts-worker.js` beside the program that starts it. */
const { version } = workerData as { readonly version: string };
const parser = pythonParser();

parentPort?.on("message", async ({ id, folder, files, before }: ReadRequest) => {
  try {
    const reading = { parsers: { python: await parser }, version: odooVersion(version) };
    const facts = await readModule(folder, files, before, reading);
    const { buffer } = facts.block;
    const answer: ReadAnswer = { id, facts };
    parentPort?.postMessage(answer, buffer instanceof ArrayBuffer ? [buffer] : []);
  } catch (error) {
    const answer: ReadAnswer = { id, error: error instanceof Error ? error.message : String(error) };
    parentPort?.postMessage(answer);
  }
});
