import { runTypeScript } from "./run-typescript.mjs";

await runTypeScript("test/injection/main.ts");
