export { csvFacts } from "./csv/csv-facts.ts";
export type { Diagnostic, Edit, FileRule, Fix, RuleInfo, Severity } from "./diagnostic.ts";
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
export { contentHash, factsKey } from "./facts-key.ts";
export { EXTRACTOR_VERSION, type FactsReader, factsOf, otherFacts, type Parsers } from "./facts-of.ts";
export { type FileKind, fileKind } from "./file-kind.ts";
export { createJavaScriptFacts, type ReadJavaScript } from "./javascript/javascript-facts.ts";
export type { EsNode, ParsedJavaScript, ParseJavaScript } from "./javascript/syntax-tree.ts";
export { manifestFacts } from "./manifest/manifest-facts.ts";
export { poFacts } from "./po/po-facts.ts";
export { type DomainText, domainTextReferences } from "./python/domain-references.ts";
export { importOrder } from "./python/import-order.ts";
export { literal } from "./python/literal.ts";
export { modelOfClass } from "./python/model-name.ts";
export { pythonFacts } from "./python/python-facts.ts";
export { createPythonParser, type PythonParser, type PythonParserBytes } from "./python/python-parser.ts";
export { type PythonNode, type PythonTree, parsePython } from "./python/python-tree.ts";
export { type StringLiteral, stringLiteral } from "./python/string-literal.ts";
export { type DecodedText, decodeText, MAX_BYTES } from "./text/decode-text.ts";
export { lineStarts, offsetAt, type Position, positionAt } from "./text/line-starts.ts";
export { ODOO_VERSIONS, type OdooVersion, versionWithin } from "./version.ts";
export { applyInheritance, type Combination, type Miss } from "./xml/apply-inheritance.ts";
export { archReferences } from "./xml/arch-references.ts";
export { type InheritingView, inheritanceOrder } from "./xml/inheritance-order.ts";
export { parseXml, type XmlComment, type XmlDocument } from "./xml/parse-xml.ts";
export { modelScope, type Scope } from "./xml/scope.ts";
export { xmlFacts } from "./xml/xml-facts.ts";
