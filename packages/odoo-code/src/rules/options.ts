/** Settings of single rules. Lists of words, under the names that pylint-odoo gave them (in `.pylintrc` with hyphens). */
export interface RuleOptions {
  readonly attributeDeprecated: readonly string[];
  /** Empty: every category. */
  readonly categoryAllowed: readonly string[];
  readonly categoryAllowedApp: readonly string[];
  /** What holds a database cursor, as it is written before `.execute` and `.commit`. */
  readonly cursorExpr: readonly string[];
  /** `old:new`; nothing behind the colon where the parameter is gone. */
  readonly deprecatedFieldParameters: readonly string[];
  readonly deprecatedOdooModelMethods: readonly string[];
  readonly developmentStatusAllowed: readonly string[];
  readonly externalRequestTimeoutMethods: readonly string[];
  readonly licenseAllowed: readonly string[];
  readonly manifestDeprecatedKeys: readonly string[];
  /** Keys that are true when they are absent. */
  readonly manifestKeysValuesTrue: readonly string[];
  readonly manifestRequiredAuthors: readonly string[];
  readonly manifestRequiredKeys: readonly string[];
  readonly manifestRequiredKeysApp: readonly string[];
  /** One regular expression; `{valid_odoo_versions}` stands for the versions below. */
  readonly manifestVersionFormat: readonly string[];
  readonly methodRequiredSuper: readonly string[];
  readonly noMissingReturn: readonly string[];
  readonly odooExceptions: readonly string[];
  readonly odooRequiredFiles: readonly string[];
  readonly odooRequiredFilesApp: readonly string[];
  readonly prohibitedMethodOverride: readonly string[];
  readonly validOdooVersions: readonly string[];
}

const words = (text: string) => text.split(" ");

export const DEFAULT_OPTIONS: RuleOptions = {
  attributeDeprecated: ["_columns", "_defaults", "length"],
  categoryAllowed: [],
  categoryAllowedApp: [
    "Accounting",
    "Discuss",
    "Document Management",
    "eCommerce",
    "Extra Tools",
    "Human Resources",
    "Industries",
    "Localization",
    "Manufacturing",
    "Marketing",
    "Point of Sale",
    "Productivity",
    "Project",
    "Purchases",
    "Sales",
    "Tutorial",
    "Warehouse",
    "Website",
  ],
  cursorExpr: words("cr self._cr self.cr self.env.cr env.cr request.cr request.env.cr"),
  deprecatedFieldParameters: ["digits_compute:digits", "select:index"],
  deprecatedOdooModelMethods: ["fields_view_get"],
  developmentStatusAllowed: ["Alpha", "Beta", "Mature", "Production/Stable"],
  externalRequestTimeoutMethods: [
    "ftplib.FTP",
    "ftplib.FTP_TLS",
    "http.client.HTTPConnection",
    "http.client.HTTPSConnection",
    "odoo.addons.iap.jsonrpc",
    "odoo.addons.iap.models.iap.jsonrpc",
    "odoo.addons.iap.tools.iap_tools.iap_jsonrpc",
    "requests.delete",
    "requests.get",
    "requests.head",
    "requests.options",
    "requests.patch",
    "requests.post",
    "requests.put",
    "requests.request",
    "serial.Serial",
    "smtplib.SMTP",
    "smtplib.SMTP_SSL",
    "suds.client.Client",
    "urllib.request.urlopen",
  ],
  licenseAllowed: [
    "AGPL-3",
    "GPL-2",
    "GPL-2 or any later version",
    "GPL-3",
    "GPL-3 or any later version",
    "LGPL-3",
    "OEEL-1",
    "Other OSI approved licence",
    "Other proprietary",
  ],
  manifestDeprecatedKeys: ["description"],
  manifestKeysValuesTrue: ["active", "installable"],
  manifestRequiredAuthors: ["Odoo Community Association (OCA)"],
  manifestRequiredKeys: ["license"],
  manifestRequiredKeysApp: ["currency", "images", "license", "support"],
  manifestVersionFormat: ["({valid_odoo_versions})\\.\\d+\\.\\d+\\.\\d+$"],
  methodRequiredSuper: words("copy create default_get read setUp setUpClass tearDown tearDownClass unlink write"),
  noMissingReturn: words("__init__ _register_hook setUp setUpClass tearDown tearDownClass"),
  odooExceptions: words(
    "AccessDenied AccessError CacheMiss except_orm MissingError RedirectWarning UserError ValidationError Warning",
  ),
  odooRequiredFiles: [],
  odooRequiredFilesApp: ["static/description/index.html"],
  prohibitedMethodOverride: [],
  validOdooVersions: words("4.2 5.0 6.0 6.1 7.0 8.0 9.0 10.0 11.0 12.0 13.0 14.0 15.0 16.0 17.0 18.0 19.0 20.0"),
};

/** Name of an option in a configuration file → its key here. */
export const OPTION_KEYS: ReadonlyMap<string, keyof RuleOptions> = new Map(
  optionKeys().map((key) => [key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), key]),
);

function optionKeys(): (keyof RuleOptions)[] {
  const isKey = (key: string): key is keyof RuleOptions => Object.hasOwn(DEFAULT_OPTIONS, key);
  return Object.keys(DEFAULT_OPTIONS).filter(isKey);
}
