import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { describeOdoo } from "../../../../../test/odoo/describe-odoo.ts";
import { cloneDatabase, dropDatabase, odooHome, sql } from "../../../../../test/odoo/real-odoo.ts";
import { run } from "../../../../../test/odoo/scripts.ts";
import { BOOKSHOP } from "../testing/bookshop.ts";
import { applied, confirmed, doubtfulLines, renaming } from "../testing/renaming.ts";

const RENAMES = [
  ["sextant_book/models/book.py", 'is|bn = fields.Char("ISBN"', "isbn_code"],
  ["sextant_book/models/book.py", "def action_le|nd(", "action_hand_out"],
  ["sextant_book/models/book.py", "def _cron_le|nd(", "_cron_hand_out"],
  ["sextant_book/views/book_views.xml", 'record id="book_view_f|orm"', "book_form"],
  ["sextant_book/views/book_views.xml", 'record id="book_ac|tion"', "all_books"],
  ["sextant_book/report/book_report.xml", 'template id="book_li|ne"', "book_row"],
  ["sextant_book/models/shelf.py", '_name = "sextant.she|lf"', "sextant.rack"],
] as const;

/** The lines of a log that say what went wrong, each with what belongs to it. */
function failures(log: string): string {
  return (log.match(/^\S+ \S+ \d+ (?:ERROR|CRITICAL) .*(?:\n(?!\d{4}-).*)*/gm) ?? []).join("\n");
}

describeOdoo(
  "addons in which a field, methods, XML ids and a model were renamed",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "sextant-renamed-"));
    const database = `t_renamed_${process.pid}`;
    afterAll(async () => {
      rmSync(folder, { recursive: true, force: true });
      await dropDatabase(database);
    });

    test("are installed by a real Odoo, and their own tests pass", async () => {
      let sources = BOOKSHOP;
      const asked: string[] = [];
      for (const [path, place, name] of RENAMES) {
        const plan = renaming(sources, []).rename(path, place, name);
        if (typeof plan === "string") throw new Error(plan);
        asked.push(...doubtfulLines(sources, plan));
        sources = applied(sources, confirmed(plan));
      }
      // A domain with an operator that is not written out may be anything: the one question that is asked.
      expect(asked).toEqual(['string sextant_book/models/book.py: return [("isbn", operator, value)]']);
      const all = JSON.stringify(sources);
      expect(all).not.toMatch(/\bisbn\b|action_lend\b|_cron_lend|book_action|book_line|sextant\.shelf|sextant_shelf/);
      for (const [path, text] of Object.entries(sources)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      await cloneDatabase("company", database);
      const log = join(folder, "odoo.log");
      const conf = join(odooHome(), "odoo19.conf");
      const addons = /^addons_path *= *(.*)$/m.exec(readFileSync(conf, "utf8"))?.[1] ?? "";
      const options = [
        "-c",
        conf,
        "-d",
        database,
        "--addons-path",
        `${addons},${folder}`,
        "--logfile",
        log,
        "--no-http",
      ];
      const install = ["-i", "sextant_book_loan", "--test-tags", "/sextant_book", "--stop-after-init"];
      await run(join(odooHome(), "odoo19"), [...options, ...install]).catch((error: unknown) => {
        throw new Error(`Odoo refused the renamed addons: ${failures(readFileSync(log, "utf8"))}`, { cause: error });
      });
      const written = readFileSync(log, "utf8");
      expect(written).toMatch(/0 failed, 0 error\(s\) of 5 tests/);
      expect(written).not.toMatch(/ (?:ERROR|CRITICAL) /);
      const columns = await sql(
        database,
        "select column_name from information_schema.columns where table_name = 'sextant_book' and column_name ~ 'isbn'",
      );
      expect(columns).toEqual([{ column_name: "isbn_code" }]);
      const ids = await sql(
        database,
        "select name from ir_model_data where module = 'sextant_book' and model in ('ir.ui.view', 'ir.actions.act_window') order by name",
      );
      expect(ids.map(({ name }) => name)).toEqual([
        "all_books",
        "book_form",
        "book_page",
        "book_row",
        "book_view_search",
        "shelf_view_form",
      ]);
    });
  },
  "company",
);
