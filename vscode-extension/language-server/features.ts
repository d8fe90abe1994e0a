import type { Feature } from "./feature.ts";
import { definition } from "./features/definition.ts";
import { diagnostics } from "./features/diagnostics.ts";
import { hover } from "./features/hover.ts";
import { implementation } from "./features/implementation.ts";
import { references } from "./features/references.ts";
import { typeDefinition } from "./features/type-definition.ts";

/** All that the server can do, one line each. */
export const FEATURES: readonly Feature[] = [
  diagnostics,
  hover,
  definition,
  typeDefinition,
  implementation,
  references,
];
