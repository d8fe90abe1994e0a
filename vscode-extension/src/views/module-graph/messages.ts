import type { GraphModule } from "./layers.ts";

/** A module as the page draws it. */
export interface DrawnModule extends GraphModule {
  readonly title: string;
  readonly inWorkspace: boolean;
  readonly missing: readonly string[];
}

/** What the page is told. */
export interface ToPage {
  readonly modules: readonly DrawnModule[];
  /** Module to begin with; null for all of the workspace. */
  readonly focus: string | null;
  readonly texts: PageTexts;
}

/** Words of the page, in the language of VS Code. */
export interface PageTexts {
  readonly search: string;
  readonly all: string;
  readonly focus: string;
  readonly help: string;
  readonly missing: string;
  readonly count: string;
  readonly nothing: string;
}

/** What the page says: it is there; a manifest is wanted. */
export type FromPage = { readonly type: "ready" } | { readonly type: "open"; readonly module: string };
