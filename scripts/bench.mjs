import { runTypeScript } from "./run-typescript.mjs";

await runTypeScript("test/benchmarks/main.ts", { nodeFlags: ["--expose-gc"] });
