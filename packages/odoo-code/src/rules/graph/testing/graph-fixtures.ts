import type { GraphFixture } from "./graph-fixture.ts";
import { XML_ID_FIXTURES } from "./xml-id-fixtures.ts";

export const GRAPH_FIXTURES: readonly GraphFixture[] = [...XML_ID_FIXTURES];
