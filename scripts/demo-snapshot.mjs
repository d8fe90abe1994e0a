import { runTypeScript } from "./run-typescript.mjs";

await runTypeScript("test/odoo/demo-company/save-snapshot.ts");
