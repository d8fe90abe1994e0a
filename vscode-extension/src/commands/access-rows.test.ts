import { expect, it } from "vitest";
import { accessFile, accessRows, manifestEntry } from "./access-rows.ts";

const PATH = "security/ir.model.access.csv";

function withEntry(manifest: string): string {
  const entry = manifestEntry(manifest, PATH);
  if (entry === null) return "";
  return manifest.slice(0, entry.offset) + entry.text + manifest.slice(entry.offset);
}

it("lets a group read, write and create, and delete a wizard's records", () => {
  const rows = accessRows(
    [
      { model: "bike.repair", transient: false },
      { model: "bike.repair.close", transient: true },
    ],
    "bike_rental.group_bike_rental_user",
  );
  expect(accessFile(rows)).toMatchInlineSnapshot(`
    "id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink
    access_bike_repair_bike_rental_user,bike.repair bike_rental_user,model_bike_repair,bike_rental.group_bike_rental_user,1,1,1,0
    access_bike_repair_close_bike_rental_user,bike.repair.close bike_rental_user,model_bike_repair_close,bike_rental.group_bike_rental_user,1,1,1,1
    "
  `);
});

it("puts the file first in the manifest's data, whatever its layout", () => {
  expect(withEntry('{\n    "data": [\n        "views/a.xml",\n    ],\n}\n')).toBe(
    `{\n    "data": [\n        "${PATH}",\n        "views/a.xml",\n    ],\n}\n`,
  );
  expect(withEntry(`{'data': ['views/a.xml']}`)).toBe(`{'data': ["${PATH}", 'views/a.xml']}`);
  expect(withEntry(`{"data": []}`)).toBe(`{"data": ["${PATH}"]}`);
  expect(withEntry('{\n    "data": [\n    ],\n}')).toBe(`{\n    "data": [\n        "${PATH}",\n    ],\n}`);
});

it("gives a manifest without data a list", () => {
  expect(withEntry('{\n    "name": "A"\n}\n')).toBe(
    `{\n    "name": "A",\n    "data": [\n        "${PATH}",\n    ],\n}\n`,
  );
  expect(manifestEntry("", PATH)).toBeNull();
});
