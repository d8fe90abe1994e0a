import { describe, expect, it } from "vitest";
import { applies, DEFAULT_CONFIGURATION, severityOf } from "./configuration.ts";
import { configure, configuredVersion, type Sources } from "./configure.ts";
import { ruleNamed } from "./rule-named.ts";
import { readIni, readToml } from "./settings-file.ts";

const isOn = (sources: Sources, name: string) => {
  const info = ruleNamed(name);
  if (info === null) throw new Error(name);
  return applies(info, "19.0", configure(sources).configuration);
};

describe("configure", () => {
  it("says nothing where nothing is said", () => {
    expect(configure({})).toEqual({ configuration: DEFAULT_CONFIGURATION, problems: [] });
  });

  it("hears pylint about the rules that have its codes, and about no others", () => {
    const pylint = readIni("[MESSAGES CONTROL]\ndisable=all\nenable=print-used,\n    E8103,  # queries\n    no-such\n");
    expect(isOn({ pylint }, "print-used")).toBe(true);
    expect(isOn({ pylint }, "sql-injection")).toBe(true);
    expect(isOn({ pylint }, "except-pass")).toBe(false);
    expect(isOn({ pylint }, "xml-header-wrong")).toBe(true);
    expect(isOn({ pylint }, "odoo-deprecated-tree")).toBe(true);
  });

  it("reads the same from pyproject.toml", () => {
    const pylint = readToml(
      [
        "[tool.black]",
        "line-length = 88",
        '[tool.pylint."messages control"]',
        'disable = ["except-pass", # words',
        "  'W8116',",
        "]",
        "[tool.pylint.odoolint]",
        'manifest-required-authors = "One, Two"',
        "valid_odoo_versions = ['17.0']",
        "[tool.sextant]",
        'sql-injection = "error"',
      ].join("\n"),
    );
    expect(isOn({ pylint }, "except-pass")).toBe(false);
    expect(isOn({ pylint }, "print-used")).toBe(false);
    const { configuration } = configure({ pylint });
    expect(configuration.options.manifestRequiredAuthors).toEqual(["One", "Two"]);
    expect(configuredVersion(configuration.options)).toBe("17.0");
    const info = ruleNamed("sql-injection");
    expect(info && severityOf(info, configuration)).toBe("error");
  });

  it("takes options under pylint-odoo's names, also with underscores and of old", () => {
    const pylint = readIni(
      [
        "[ODOOLINT]",
        "license_allowed=MIT,",
        "    AGPL-3",
        "manifest_required_author=Us",
        'deprecated-odoo-model-methods={"16.0": {"fields_view_get", "old_one"}}',
        "cursor-expr=cr",
      ].join("\n"),
    );
    const { options } = configure({ pylint }).configuration;
    expect(options.licenseAllowed).toEqual(["MIT", "AGPL-3"]);
    expect(options.manifestRequiredAuthors).toEqual(["Us"]);
    expect(options.deprecatedOdooModelMethods).toEqual(["fields_view_get", "old_one"]);
    expect(options.cursorExpr).toEqual(["cr"]);
    expect(options.noMissingReturn).toEqual(DEFAULT_CONFIGURATION.options.noMissingReturn);
    expect(configuredVersion(options)).toBeNull();
  });

  it("ranks command line, environment and .oca_hooks.cfg, for enable and disable each", () => {
    const hooks = readIni("[MESSAGES_CONTROL]\nenable=xml-header-wrong\ndisable=xml-header-missing\n");
    expect(isOn({ hooks }, "xml-header-wrong")).toBe(true);
    expect(isOn({ hooks }, "xml-id-position-first")).toBe(false);
    expect(isOn({ hooks }, "print-used")).toBe(true);
    const environment = { OCA_HOOKS_ENABLE: "xml-id-position-first, po-syntax-error" };
    expect(isOn({ hooks, environment }, "xml-id-position-first")).toBe(true);
    expect(isOn({ hooks, environment }, "xml-header-wrong")).toBe(false);
    expect(isOn({ hooks, environment, enable: ["xml-header-wrong"] }, "xml-header-wrong")).toBe(true);
    expect(isOn({ hooks, environment, disable: ["xml-id-position-first"] }, "xml-id-position-first")).toBe(false);
    const disabled = { OCA_HOOKS_DISABLE: "xml-header-wrong" };
    expect(isOn({ environment: disabled }, "xml-header-wrong")).toBe(false);
    expect(isOn({ environment: disabled }, "xml-header-missing")).toBe(true);
  });

  it("lets a sextant section choose severities and switch rules off and on, and says what it does not know", () => {
    const pylint = readIni(
      "[MESSAGES CONTROL]\ndisable=W8116\n[SEXTANT]\nprint-used=error\nxml-header-wrong = off\nmanifest-required-author=info\nno-such=off\nsql-injection=loud\n",
    );
    const { configuration, problems } = configure({ pylint });
    expect(configuration.severity).toEqual({ "print-used": "error", "manifest-required-author": "info" });
    for (const [name, on] of [
      ["print-used", true],
      ["xml-header-wrong", false],
      ["manifest-required-author", true],
    ] as const)
      expect([name, isOn({ pylint }, name)]).toEqual([name, on]);
    expect(isOn({ pylint, disable: ["all"] }, "print-used")).toBe(false);
    expect(isOn({ pylint, enable: ["xml-header-wrong"] }, "xml-header-wrong")).toBe(true);
    expect(problems.map(({ setting }) => setting)).toEqual(["no-such", "sql-injection"]);
  });
});
