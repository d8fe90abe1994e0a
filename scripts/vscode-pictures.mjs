import { runTypeScript } from "./run-typescript.mjs";

await runTypeScript("test/vscode/pictures.ts");
