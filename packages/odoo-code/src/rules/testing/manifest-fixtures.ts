import type { Fixture } from "./fixture.ts";

const file = "__manifest__.py";
const written = (...entries: readonly string[]) =>
  ["{", '    "name": "Trial",', ...entries.map((entry) => `    ${entry},`), "}", ""].join("\n");
const pair = (rule: string, bad: string, good: string): Fixture => ({
  rule,
  file,
  bad: written(bad),
  at: [3],
  good: written(good),
});

export const MANIFEST_FIXTURES: readonly Fixture[] = [
  { rule: "manifest-syntax-error", file, bad: 'MODULE = {"name": "Trial"}\n', at: [1], good: '{"name": "Trial"}\n' },
  { rule: "manifest-syntax-error", file, bad: '{"name": "Trial"\n', at: [1], good: '# words\n{"name": "Trial"}\n' },
  pair("manifest-syntax-error", '"summary": "One" or "Two"', '"summary": ("One " "Two"), "sequence": -1'),
  pair("manifest-syntax-error", '"depends": ["base"] + OTHERS', '"depends": ["base"]'),
  // What Odoo cannot read at all is told once.
  { ...pair("manifest-deprecated-key", '"description": "Long"', '"description": "Long" or ""') },
  pair(
    "odoo-deprecated-assets-common",
    '"assets": {"web.assets_common": ["trial/static/src/a.js"]}',
    '"assets": {"web.assets_backend": ["trial/static/src/a.js"]}',
  ),
  pair(
    "odoo-deprecated-assets-common",
    '"assets": {"trial.x": [("include", "web.assets_common")]}',
    '"assets": {"trial.x": [("include", "web.assets_backend")]}',
  ),
  {
    rule: "use-header-comments",
    file,
    bad: `# Copyright Somebody\n# pylint: disable=x\n${written()}`,
    at: [1],
    good: `# pylint: disable=x\n${written()}# Copyright Somebody\n`,
    fixed: `# pylint: disable=x\n${written()}`,
  },
  pair("manifest-author-string", '"author": ["One", "Two"]', '"author": "One, Two"'),
  pair("manifest-required-author", '"author": "One"', '"author": "One, Odoo Community Association (OCA)"'),
  pair("manifest-maintainers-list", '"maintainers": "one"', '"maintainers": ["one"]'),
  pair("manifest-maintainers-list", '"maintainers": ["one", 2]', '"maintainers": []'),
  pair("invalid-email", '"support": "help.example.com"', '"support": "help@example.com"'),
  pair(
    "website-manifest-key-not-valid-uri",
    '"website": "htt://example.com"',
    '"website": "https://example.com/x?y=1"',
  ),
  pair(
    "website-manifest-key-not-valid-uri",
    '"website": "https://example.com,https://example.org"',
    '"website": "https://github.com/OCA/server-tools"',
  ),
  {
    rule: "manifest-required-key",
    file,
    bad: '# words\n{\n    "name": "Trial",\n}\n',
    at: [2],
    good: '{"name": "Trial", "license": "LGPL-3"}\n',
  },
  pair("manifest-deprecated-key", '"description": "Long"', '"summary": "Short"'),
  {
    ...pair(
      "manifest-required-key-app",
      '"price": 10, "currency": "EUR", "images": [1], "license": "OPL-1"',
      '"price": 1',
    ),
    good: written('"license": "OEEL-1"'),
    at: [1],
  },
  { ...pair("category-allowed", '"category": "Toys"', '"category": "Tools"'), options: { categoryAllowed: ["Tools"] } },
  pair("category-allowed-app", '"price": 1, "category": "Toys"', '"price": 1, "category": "Sales"'),
  pair("category-allowed-app", '"category": "Toys", "price": 1', '"category": "Toys"'),
  {
    ...pair("missing-odoo-file", '"price": 1', '"name": "Trial"'),
    at: [1],
    options: { odooRequiredFiles: ["static/description/icon.png"] },
  },
  {
    ...pair("missing-odoo-file-app", '"price": 1', '"price": 1'),
    at: [1],
    besideGood: { "static/description/index.html": "" },
  },
  pair("license-allowed", '"license": "MIT"', '"license": "AGPL-3"'),
  pair("manifest-version-format", '"version": "1.0"', '"version": "19.0.1.0.0"'),
  {
    ...pair("manifest-version-format", '"version": "19.0.1.0.0"', '"version": "13.0.1.0.0"'),
    options: { validOdooVersions: ["13.0"] },
  },
  pair("manifest-version-format", '"version": "19.0.1.0.0rc1"', '"version": "17.0.12.3.4"'),
  pair("development-status-allowed", '"development_status": "Ready"', '"development_status": "Beta"'),
  { ...pair("manifest-superfluous-key", '"installable": True', '"installable": False'), fixed: written() },
  { ...pair("manifest-superfluous-key", '"demo": []', '"demo": ["x.xml"]'), fixed: written() },
  {
    rule: "manifest-superfluous-key",
    file,
    bad: '{"name": "Trial", "auto_install": False}\n',
    at: [1],
    good: '{"name": "Trial", "auto_install": ["sale"]}\n',
    fixed: '{"name": "Trial"}\n',
  },
  {
    ...pair("manifest-summary-multiline", '"summary": """One\n    two"""', '"summary": "One two"'),
    fixed: written('"summary": "One two"'),
  },
  {
    ...pair("manifest-summary-multiline", '"summary": """\n    One "two"\n"""', '"summary": "One two"'),
    fixed: written(`"summary": 'One "two"'`),
  },
  pair("resource-not-exist", '"data": ["views/absent.xml"]', '"data": ["__init__.py"]'),
  {
    ...pair("resource-not-exist", '"data": ["views/*.xml"]', '"data": ["views/a.xml"]'),
    beside: { "views/a.xml": "<odoo/>\n" },
  },
  pair(
    "manifest-data-duplicated",
    '"data": ["a.xml", "b.xml", "a.xml"]',
    '"data": ["a.xml", "b.xml"], "demo": ["a.xml"]',
  ),
  {
    ...pair("manifest-behind-migrations", '"version": "17.0.1.0.0"', '"version": "17.0.1.1.0"'),
    at: [1],
    beside: { "migrations/17.0.1.1.0/pre-move.py": "" },
  },
  {
    ...pair("manifest-behind-migrations", '"version": "17.0.1.0"', '"version": "1.1"'),
    at: [1],
    beside: { "migrations/17.0.1.1.0/pre-move.py": "" },
  },
  pair(
    "manifest-external-assets",
    '"assets": {"web.assets_backend": ["https://cdn.example.com/x.js"]}',
    '"assets": {"web.assets_backend": ["trial/static/src/x.js"]}',
  ),
  pair("odoo-manifest-duplicate-key", '"summary": "One", "summary": "Two"', '"summary": "One"'),
  { rule: "odoo-manifest-name", file, bad: '{\n    "name": 5,\n}\n', at: [2], good: '{\n    "name": "5",\n}\n' },
  pair("odoo-manifest-depends", '"depends": "base"', '"depends": ("base",)'),
  pair("odoo-manifest-depends-names", '"depends": ["base", 5]', '"depends": ["base"]'),
  pair("odoo-manifest-depends-itself", '"depends": ["base", "trial"]', '"depends": ["base", "trial_more"]'),
  pair("odoo-manifest-data", '"data": "views/a.xml"', '"data": ["views/a.xml"]'),
  pair("odoo-manifest-data-names", '"data": [5]', '"data": []'),
  pair("odoo-manifest-data-kind", '"data": ["views/a.xlm"]', '"data": ["views/a.xml", "b.csv", "c.sql"]'),
  pair("odoo-deprecated-manifest-active", '"active": True', '"auto_install": True'),
  pair("odoo-manifest-unknown-key", '"depend": ["base"]', '"depends": ["base"], "maintainers": ["one"], "mine": 1'),
];
