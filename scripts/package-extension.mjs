import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildExtension } from "../vscode-extension/build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const extension = join(root, "vscode-extension");
const LIMIT_BYTES = 5 * 1024 * 1024;
/** What is shipped beside the manifest, the read-me and the licence. */
const SHIPPED = ["dist", "l10n", "media", "package.nls.json", "walkthrough"];
const UNSHIPPED = /\/dist\/test$|\/media\/icon\.svg$|\.vsix$/;
const PICTURES = /\.\.\/docs\/guides\/images\/([\w-]+\.png)/g;

/**
 * Packs the extension for every platform into one file, and leaves its contents in a folder beside it.
 *
 * @returns paths of the VSIX and of that folder.
 */
export async function packageExtension() {
  await buildExtension(join(extension, "dist"), { production: true, suite: true });
  const contents = join(root, "node_modules/.sextant-extension");
  await rm(contents, { recursive: true, force: true });
  await mkdir(join(contents, "images"), { recursive: true });
  for (const name of SHIPPED)
    await cp(join(extension, name), join(contents, name), { recursive: true, filter: (path) => !UNSHIPPED.test(path) });
  await cp(join(root, "LICENSE"), join(contents, "LICENSE"));
  await cp(join(root, "CHANGELOG.md"), join(contents, "CHANGELOG.md"));
  const readme = await readFile(join(extension, "README.md"), "utf8");
  for (const [path, name] of readme.matchAll(PICTURES)) await cp(join(extension, path), join(contents, "images", name));
  await writeFile(join(contents, "README.md"), readme.replace(PICTURES, "images/$1"));
  const {
    devDependencies,
    scripts,
    private: _,
    ...manifest
  } = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
  // Everything in this folder is wanted.
  await writeFile(join(contents, ".vscodeignore"), "");
  await writeFile(join(contents, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const vsix = join(extension, "dist", `${manifest.name}-${manifest.version}.vsix`);
  const options = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--out", vsix];
  const { status } = spawnSync(join(root, "node_modules/.bin/vsce"), ["package", ...options], {
    cwd: contents,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error(`vsce package ended with ${status}.`);
  const { size } = statSync(vsix);
  if (size > LIMIT_BYTES) throw new Error(`${vsix} has ${size} bytes; more than ${LIMIT_BYTES} are not wanted.`);
  const native = readdirSync(contents, { recursive: true }).filter((name) => /\.(node|so|dll|dylib|exe)$/.test(name));
  if (native.length > 0) throw new Error(`Native parts would not run everywhere: ${native.join(", ")}.`);
  return { vsix, contents, size };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { vsix, size } = await packageExtension();
  console.log(`${vsix}: ${(size / 1024).toFixed(0)} KB`);
}
