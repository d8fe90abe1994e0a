import type { Feature } from "./feature.ts";
import { checkModules } from "./features/check-modules.ts";
import { definition } from "./features/definition.ts";
import { diagnostics } from "./features/diagnostics.ts";
import { hover } from "./features/hover.ts";
import { implementation } from "./features/implementation.ts";
import { references } from "./features/references.ts";
import { tools } from "./features/tools.ts";
import { typeDefinition } from "./features/type-definition.ts";
import { xmlId } from "./features/xml-id.ts";

/** All that the server can do, one line each. */
export const FEATURES: readonly Feature[] = [
  diagnostics,
  hover,
  definition,
  typeDefinition,
  implementation,
  references,
  xmlId,
  checkModules,
  tools,
];
