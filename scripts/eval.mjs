import { runTypeScript } from "./run-typescript.mjs";

await runTypeScript("test/evaluation/main.ts");
