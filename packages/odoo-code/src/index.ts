export { type Applied, applyEdits } from "./check/apply-edits.ts";
export { applyFixes, type FixedTexts, type Texts } from "./check/apply-fixes.ts";
export {
  type CheckContext,
  type CheckedFile,
  checkFile,
  checkModule,
  checkTogether,
} from "./check/check-module.ts";
export {
  checkFileInProject,
  checkProject,
  type ProjectCheckContext,
  unknownModules,
} from "./check/check-project.ts";
export { applies, type Configuration, DEFAULT_CONFIGURATION, namesOf, severityOf } from "./check/configuration.ts";
export { configure, configuredVersion, type SettingProblem, type Sources } from "./check/configure.ts";
export { type Fixed, fixFile } from "./check/fix-file.ts";
export { ordered } from "./check/ordered.ts";
export { type ReportedFinding, reported, sarifReport, textReport } from "./check/report.ts";
export { ruleNamed } from "./check/rule-named.ts";
export { seriesOf } from "./check/series-of.ts";
export { readIni, readToml, type Settings } from "./check/settings-file.ts";
export { csvFacts } from "./csv/csv-facts.ts";
export type { Diagnostic, Edit, FileRule, Fix, RuleInfo, Severity } from "./diagnostic.ts";
export { addAccessRights } from "./editor/actions/add-access-rights.ts";
export { addFieldToView } from "./editor/actions/add-field-to-view.ts";
export type { FileEdits, OfferedAction } from "./editor/actions/code-action.ts";
export { fixActions } from "./editor/actions/fix-actions.ts";
export { suppressAction } from "./editor/actions/suppress-action.ts";
export { type ClientTemplate, clientTemplateNames, clientTemplatesNamed } from "./editor/client-templates.ts";
export { type CodeSymbol, symbolKey, symbolName } from "./editor/code-symbol.ts";
export { type CombinedLine, combinedLines } from "./editor/combined-lines.ts";
export { type Cursor, complete } from "./editor/completion/complete.ts";
export type { Candidate, CandidateKind, Completions } from "./editor/completion/completion.ts";
export { documentSymbols, type OutlineEntry, type OutlineKind } from "./editor/document-symbols.ts";
export { type InlayHint, inlayHints } from "./editor/inlay-hints.ts";
export { type Lens, type LensItem, lensesOf, lensItems, lensTitle, type ModelLensKind } from "./editor/lenses.ts";
export {
  type ListedRecord,
  type ListedSecurity,
  type ListedView,
  listedView,
  type ModuleListing,
  moduleListing,
  type Standing,
  securityOfModel,
} from "./editor/module-listing.ts";
export { referenceStart } from "./editor/reference-start.ts";
export { type RegistryEntry, registryEntries } from "./editor/registry-entries.ts";
export { prepareRename, type Renamable, renameSymbol } from "./editor/rename/rename.ts";
export {
  type Doubt,
  type FileMove,
  isRefusal,
  type Refusal,
  type RenameContext,
  type RenamePlan,
  type UncertainMatch,
} from "./editor/rename/rename-plan.ts";
export { type SemanticToken, semanticTokens, type TokenKind } from "./editor/semantic-tokens.ts";
export type { SourceSpan } from "./editor/source-span.ts";
export { definedIn, type SymbolAt, symbolAt, symbolOfReference } from "./editor/symbol-at.ts";
export { type SymbolCard, symbolCard } from "./editor/symbol-card.ts";
export { type Definition, definitionsOf } from "./editor/symbol-definitions.ts";
export { referencesToSymbol, type SymbolReference } from "./editor/symbol-references.ts";
export { typeOfSymbol } from "./editor/symbol-type.ts";
export { fullIdOf, recordAt } from "./editor/view-record.ts";
export { type WorkspaceSymbol, type WorkspaceSymbolKind, workspaceSymbols } from "./editor/workspace-symbols.ts";
export type {
  Argument,
  ClassFact,
  Computed,
  CsvFacts,
  Decorator,
  FieldFact,
  FileFacts,
  JavaScriptFacts,
  Literal,
  ManifestFacts,
  MethodFact,
  OtherFacts,
  PoEntry,
  PoFacts,
  PythonFacts,
  PythonImport,
  RecordFact,
  RecordField,
  Reference,
  ReferenceRole,
  Span,
  Suppression,
  SyntaxProblem,
  XmlAttribute,
  XmlFacts,
  XmlNode,
} from "./facts.ts";
export {
  definitionsToPack,
  EXTRACTOR_VERSION,
  factsOf,
  factsOfText,
  factsToPack,
  otherFacts,
  outlineOf,
  type Parsers,
  readSource,
  usesToPack,
} from "./facts-of.ts";
export { type FileKind, fileKind, MANIFEST_NAMES } from "./file-kind.ts";
export { javascriptFacts } from "./javascript/javascript-facts.ts";
export { manifestFacts } from "./manifest/manifest-facts.ts";
export { BlockReader } from "./packed/block-reader.ts";
export { BlockWriter } from "./packed/block-writer.ts";
export { definingFacts, isUsing } from "./packed/defining-facts.ts";
export { ModulePacker, type PackOptions } from "./packed/module-packer.ts";
export { packModule } from "./packed/pack-module.ts";
export { type ModuleBlocks, PackedModule } from "./packed/packed-module.ts";
export { slimFacts } from "./packed/slim-facts.ts";
export { UsesPacker } from "./packed/uses-packer.ts";
export { poFacts } from "./po/po-facts.ts";
export { isAutoInstalled } from "./project/auto-install.ts";
export { automaticModelIds, categoryNames, selectionValues } from "./project/automatic-ids.ts";
export type { CombinedView } from "./project/combined-view.ts";
export { type FoundSymbol, findSymbols } from "./project/find-symbols.ts";
export { linkProject, relinkProject } from "./project/link-project.ts";
export {
  type DefinitionPlace,
  type FieldCard,
  type ModelCard,
  modelCard,
  type ViewLine,
} from "./project/model-card.ts";
export type { Field, FieldDefinition, MethodDefinition, Model, Models } from "./project/models.ts";
export {
  type DataFile,
  type Extension,
  fullXmlId,
  type ModuleContents,
  type RecordEntry,
} from "./project/module-contents.ts";
export type { GraphProblem, Module, ModuleGraph } from "./project/module-graph.ts";
export { nearestNames } from "./project/nearest-names.ts";
export { type Place, placeOf } from "./project/place.ts";
export { type ArchLine, archLines, printArch } from "./project/print-arch.ts";
export type { Project } from "./project/project.ts";
export { type PlacedReference, type References, startOf } from "./project/reference-index.ts";
export {
  type NamedReferences,
  type NameMeaning,
  type ReferenceLine,
  referencesTo,
} from "./project/references-to.ts";
export { type PathStep, resolvePath } from "./project/resolve-path.ts";
export type { AccessRight, RecordRule, Security } from "./project/security.ts";
export { type ViewCard, viewCard } from "./project/view-card.ts";
export type { View, Views } from "./project/views.ts";
export { type XmlIdCard, xmlIdCards } from "./project/xml-id-card.ts";
export { type AutomaticRecord, recordText, type XmlIdEntry, type XmlIds } from "./project/xml-ids.ts";
export { type DomainText, domainTextReferences } from "./python/domain-references.ts";
export { importOrder } from "./python/import-order.ts";
export { literal } from "./python/literal.ts";
export { modelOfClass } from "./python/model-name.ts";
export { pythonFacts } from "./python/python-facts.ts";
export { createPythonParser, type PythonParser, type PythonParserBytes } from "./python/python-parser.ts";
export { type PythonNode, type PythonTree, parsePython } from "./python/python-tree.ts";
export { type StringLiteral, stringLiteral } from "./python/string-literal.ts";
export { RULE_GROUPS, RULES } from "./rules/catalogue.ts";
export { DEFAULT_OPTIONS, type RuleOptions } from "./rules/options.ts";
export type { ModuleContext } from "./rules/rule.ts";
export { type DecodedText, decodeText, MAX_BYTES } from "./text/decode-text.ts";
export { lineStarts, offsetAt, type Position, positionAt } from "./text/line-starts.ts";
export { TypedFile } from "./typed/typed-file.ts";
export { ODOO_VERSIONS, type OdooVersion, versionWithin } from "./version.ts";
export { applyInheritance, type Combination, type Miss } from "./xml/apply-inheritance.ts";
export { archReferences } from "./xml/arch-references.ts";
export { combinedReferences } from "./xml/combined-references.ts";
export { type InheritingView, inheritanceOrder } from "./xml/inheritance-order.ts";
export { parseXml, type XmlComment, type XmlDocument } from "./xml/parse-xml.ts";
export { modelScope, type Scope } from "./xml/scope.ts";
export { xmlFacts } from "./xml/xml-facts.ts";
