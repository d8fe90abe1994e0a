import { describe, expect, it } from "vitest";
import { applyEdits } from "../../check/apply-edits.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { LIBRARY } from "../testing/library.ts";
import { factsFor, parsers, projectOf } from "../testing/project-of.ts";
import { addAccessRights } from "./add-access-rights.ts";
import { addFieldToView } from "./add-field-to-view.ts";
import type { OfferedAction } from "./code-action.ts";
import { fixActions } from "./fix-actions.ts";
import { suppressAction } from "./suppress-action.ts";

const project = projectOf(LIBRARY);
const text = (path: string) => LIBRARY[path.slice("/addons/".length)] ?? null;
const pythonFacts = (path: string) => {
  const facts = project.files.get(`/addons/${path}`);
  if (facts?.kind !== "python") throw new Error(`${path} is no Python`);
  return facts;
};
const edited = (action: OfferedAction | undefined, path: string, before: string) =>
  applyEdits(before, [action?.edits.find((file) => file.path === path)?.edits ?? []]).text;

function finding(path: string, source: string, at: string, rule: string, fix?: string): Diagnostic {
  const start = source.indexOf(at);
  const span = [start, start + at.length] as const;
  const edits = [{ path, edits: [{ span, text: fix ?? "" }] }];
  return {
    rule,
    code: null,
    severity: "warning",
    path,
    span,
    message: rule,
    ...(fix !== undefined && { fix: { title: `Write ${fix}`, edits } }),
  };
}

describe("cures", () => {
  const source = "one two two";
  const findings = [
    finding("/x.py", source, "one", "r", "1"),
    { ...finding("/x.py", source, "two", "r", "2") },
    { ...finding("/x.py", source, "two two", "other") },
  ];

  it("are offered where the finding stands, one by one and all of a rule", () => {
    const actions = fixActions(findings, "/x.py", source, [0, 1]);
    expect(actions.map(({ title, preferred }) => [title, preferred])).toEqual([
      ["Write 1", true],
      ["Fix all 2 of r in this file", false],
    ]);
    expect(edited(actions[1], "/x.py", source)).toBe("1 2 two");
    expect(fixActions(findings, "/x.py", source, [9, 10])).toEqual([]);
  });

  it("that touch each other are not done together", () => {
    const both = [findings[0], findings[0]].filter((item) => item !== undefined);
    expect(fixActions(both, "/x.py", source, [0, 0]).map(({ title }) => title)).toEqual(["Write 1", "Write 1"]);
  });
});

describe("a comment that switches a rule off", () => {
  const offer = (path: string, source: string, at: string, rule = "print-used") => {
    const action = suppressAction(finding(path, source, at, rule), source, { parsers, version: "19.0" });
    return action === null ? null : [action.title, edited(action, path, source)];
  };

  it("stands behind the line in Python, and joins the one that is there", () => {
    const source = "def f():\n    print(1)\n    g()  # sextant: disable=sql-injection\n";
    expect(offer("/addons/m/x.py", source, "print(1)")).toEqual([
      "Switch print-used off on this line",
      source.replace("print(1)", "print(1)  # sextant: disable=print-used"),
    ]);
    expect(offer("/addons/m/x.py", source, "g()")?.[1]).toBe(
      source.replace("=sql-injection", "=sql-injection,print-used"),
    );
  });

  it("stands before a statement that a text of several lines belongs to", () => {
    const source = 'import a\n\n\ndef f(cr):\n    cr.execute("""\n        SELECT 1\n    """)\n';
    expect(offer("/addons/m/x.py", source, "SELECT 1", "sql-injection")).toEqual([
      "Switch sql-injection off for this statement",
      source.replace("    cr.execute", "    # noqa: sql-injection\n    cr.execute"),
    ]);
  });

  it("is for the whole file in XML, behind the declaration", () => {
    const source = '<?xml version="1.0"?>\n<odoo><record id="m.x" model="a"/></odoo>\n';
    const [title, after] = offer("/addons/m/x.xml", source, "<record", "xml-redundant-module-name") ?? [];
    expect(title).toBe("Switch xml-redundant-module-name off in this file");
    expect(after).toBe(source.replace("?>\n", "?>\n<!-- sextant: disable=xml-redundant-module-name -->\n"));
    expect(offer("/addons/m/x.xml", after ?? "", "<record", "xml-syntax-error")?.[1]).toContain(
      "disable=xml-redundant-module-name,xml-syntax-error -->",
    );
  });

  it("is not offered where the language has none", () => {
    expect(offer("/addons/m/x.csv", "id,name\na,b\n", "a,b", "csv-duplicate-record-id")).toBeNull();
  });
});

describe("what a definition still lacks", () => {
  const book = "library/models/book.py";
  const at = (path: string, what: string) => (LIBRARY[path] ?? "").indexOf(what);

  it("is a field in the views of its module that do not show it", () => {
    const actions = addFieldToView(project, pythonFacts(book), at(book, "label = "), text);
    expect(actions.map(({ title }) => title)).toEqual(["Add label to the view book_view_form"]);
    const views = "/addons/library/views/book_views.xml";
    expect(edited(actions[0], views, text(views) ?? "")).toContain(
      '<field name="reader_id"><form><field name="isbn"/></form></field>\n          <field name="label"/>\n',
    );
    expect(addFieldToView(project, pythonFacts(book), at(book, "isbn = "), text)).toEqual([]);
  });

  it("is a row of access rights, in a file that the manifest lists", () => {
    const loan = "library_loan/models.py";
    const [action, ...more] = addAccessRights(project, pythonFacts(loan), at(loan, "_name = 'library.comic'"), text);
    expect(more).toEqual([]);
    expect(action?.title).toBe("Add access rights for library.comic");
    expect(edited(action, "/addons/library_loan/security/ir.model.access.csv", "")).toBe(
      "id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink\n" +
        "access_library_comic_user,library.comic user,model_library_comic,base.group_user,1,1,1,1\n",
    );
    const manifest = "/addons/library_loan/__manifest__.py";
    expect(edited(action, manifest, text(manifest) ?? "")).toContain(
      '"data": ["security/ir.model.access.csv", "views.xml"]',
    );
    expect(addAccessRights(project, pythonFacts(book), at(book, "_name"), text)).toEqual([]);
    const later = projectOf(LIBRARY, "20.0");
    expect(addAccessRights(later, pythonFacts(loan), at(loan, "_name = 'library.comic'"), text)).toEqual([]);
  });

  it("joins the rows that are there", () => {
    const sources = {
      ...LIBRARY,
      "library/models/book.py": (LIBRARY[book] ?? "").replace("library.book'", "library.tome'"),
    };
    const facts = factsFor(`/addons/${book}`, sources["library/models/book.py"]);
    if (facts.kind !== "python") throw new Error("no Python");
    const [action] = addAccessRights(projectOf(sources), facts, at(book, "_name"), text);
    const path = "/addons/library/security/ir.model.access.csv";
    expect(action?.edits.map((file) => file.path)).toEqual([path]);
    expect(edited(action, path, text(path) ?? "")).toBe(
      `${text(path)}access_library_tome_user,library.tome user,model_library_tome,base.group_user,1,1,1,1\n`,
    );
  });
});
