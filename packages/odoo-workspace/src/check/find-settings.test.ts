import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findSettings, repositoryName } from "./find-settings.ts";

let folder: string;
const at = (path: string) => join(folder, path);
const put = (path: string, text: string) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const found = () => findSettings(at("repo/addon"), at("work"), at("home"));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "settings-"));
  for (const path of ["work", "home", "repo/addon", "repo/.git"]) mkdirSync(at(path), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("finds nothing where nothing is", () => {
  expect(found()).toEqual({ files: [] });
  expect(findSettings(at("absent"), at("work"), at("home"))).toEqual({ files: [] });
});

it("prefers the working folder to the repository, and that to the home folder", () => {
  put("home/.oca_hooks.cfg", "[MESSAGES_CONTROL]\ndisable=home\n");
  put("repo/.pylintrc", "[MESSAGES CONTROL]\ndisable=repo\n");
  expect(found().hooks?.get("messages-control")?.get("disable")).toEqual(["home"]);
  expect(found().pylint?.get("messages-control")?.get("disable")).toEqual(["repo"]);
  put("repo/.oca_hooks.cfg", "[MESSAGES_CONTROL]\ndisable=repo\n");
  put("work/pyproject.toml", "[tool.black]\nline-length = 88\n");
  expect(found().files).toEqual([at("repo/.pylintrc"), at("repo/.oca_hooks.cfg")]);
  put("work/pyproject.toml", '[tool.pylint.main]\ndisable = ["work"]\n');
  expect(found().files).toEqual([at("work/pyproject.toml"), at("repo/.oca_hooks.cfg")]);
});

it("knows a repository by its first remote", () => {
  expect(repositoryName(at("repo/addon"))).toBe("");
  put("repo/.git/config", '[core]\n\tbare = false\n[remote "upstream"]\n\turl = https://example.com/x/other.git\n');
  expect(repositoryName(at("repo/addon"))).toBe("other");
  put(
    "repo/.git/config",
    '[remote "upstream"]\n\turl = https://example.com/x/other.git\n[remote "origin"]\n\turl = git@example.com:x/server-tools.git\n\tfetch = +refs\n',
  );
  expect(repositoryName(at("repo/addon"))).toBe("server-tools");
  put("worktree/.git", `gitdir: ${at("repo/.git/worktrees/a")}\n`);
  expect(repositoryName(at("worktree"))).toBe("server-tools");
});
