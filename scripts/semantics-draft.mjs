import { runTypeScript } from "./run-typescript.mjs";

await runTypeScript("scripts/semantics-draft.ts");
