import type { Feature } from "./feature.ts";
import { checkModules } from "./features/check-modules.ts";
import { codeAction } from "./features/code-action.ts";
import { codeLens } from "./features/code-lens.ts";
import { combinedView } from "./features/combined-view.ts";
import { completion } from "./features/completion.ts";
import { definition } from "./features/definition.ts";
import { diagnostics } from "./features/diagnostics.ts";
import { doctor } from "./features/doctor.ts";
import { documentSymbol } from "./features/document-symbol.ts";
import { hover } from "./features/hover.ts";
import { implementation } from "./features/implementation.ts";
import { inlayHint } from "./features/inlay-hint.ts";
import { modelCard } from "./features/model-card.ts";
import { modules } from "./features/modules.ts";
import { references } from "./features/references.ts";
import { rename } from "./features/rename.ts";
import { semanticTokens } from "./features/semantic-tokens.ts";
import { tools } from "./features/tools.ts";
import { typeDefinition } from "./features/type-definition.ts";
import { workspaceSymbol } from "./features/workspace-symbol.ts";
import { xmlId } from "./features/xml-id.ts";

/** All that the server can do, one line each. */
export const FEATURES: readonly Feature[] = [
  diagnostics,
  completion,
  hover,
  definition,
  typeDefinition,
  implementation,
  references,
  xmlId,
  checkModules,
  tools,
  rename,
  codeAction,
  codeLens,
  documentSymbol,
  workspaceSymbol,
  semanticTokens,
  inlayHint,
  modules,
  modelCard,
  combinedView,
  doctor,
];
