import { connectTo, requireOdoo } from "../server/src/odoo/index.ts";
import { readConfig } from "../server/src/platform/config.ts";
import { draftSubject } from "../server/src/semantics/index.ts";

// Prints the draft of a subject of the semantic layer from the fields of the configured Odoo.
const [model] = process.argv.slice(2);
if (model === undefined) {
  console.error("Name a model of Odoo, such as sale.order.");
  process.exit(2);
}
const client = await connectTo(requireOdoo(readConfig(process.env)));
try {
  process.stdout.write(draftSubject(model, await client.fieldsOf(model)));
} finally {
  await client.close();
}
