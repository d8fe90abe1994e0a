import { CLASS_FIXTURES } from "./class-fixtures.ts";
import { CODE_FIXTURES } from "./code-fixtures.ts";
import type { GraphFixture } from "./graph-fixture.ts";
import { KEPT_FIXTURES } from "./kept-fixtures.ts";
import { LINT_FIXTURES } from "./lint-fixtures.ts";
import { VIEW_FIXTURES } from "./view-fixtures.ts";
import { XML_ID_FIXTURES } from "./xml-id-fixtures.ts";

/** Of every rule over the whole project: what it says, and what it does not. */
export const GRAPH_FIXTURES: readonly GraphFixture[] = [
  ...XML_ID_FIXTURES,
  ...VIEW_FIXTURES,
  ...CODE_FIXTURES,
  ...CLASS_FIXTURES,
  ...KEPT_FIXTURES,
  ...LINT_FIXTURES,
];
