import { type GraphProblem, nearestNames, type Project } from "@sextant/odoo-code";
import type { DoctorParams, DoctorReport } from "../../protocol.ts";
import type { Feature, ServerContext } from "../feature.ts";
import { pathOfUri } from "../file-uri.ts";
import { onRequest } from "../own-request.ts";

/** Says why something is, or is not, found. */
export const doctor: Feature = {
  capabilities: () => ({}),
  register(context) {
    const empty = report(context, {});
    onRequest(context, "sextant/doctor", empty, (params) => report(context, params));
  },
};

const WHY = {
  conf: "listed in",
  folder: "in the folder",
  link: "linked from",
  setting: "set as",
  pack: "facts from",
} as const;

function report(context: ServerContext, params: Partial<DoctorParams>): DoctorReport {
  const { index } = context;
  const project = index.current();
  const { workspace } = index;
  const order = project.modules.order;
  const roots = (workspace?.roots ?? []).map(({ path, from, by }) => {
    const own = order.filter(({ root }) => root === path);
    const files = own.reduce((sum, { name }) => sum + (project.contents.get(name)?.files.size ?? 0), 0);
    return { path, because: `${WHY[from]} ${by}`, modules: own.length, files };
  });
  const missing = new Map<string, string[]>();
  for (const problem of project.modules.problems)
    if (problem.kind === "missing-dependency")
      missing.set(problem.dependency, [...(missing.get(problem.dependency) ?? []), problem.module]);
  const problems = [
    ...(workspace?.problems ?? []).map(({ path, message }) => `${path}: ${message}`),
    ...project.modules.problems.flatMap((problem) => words(problem)),
  ];
  let xmlIds = 0;
  for (const _ of project.xmlIds.ids()) xmlIds += 1;
  const found = {
    version: { series: index.series, because: workspace?.version.detail ?? "nothing has been read yet" },
    roots,
    missingModules: [...missing].map(([module, neededBy]) => ({ module, neededBy })),
    problems,
    counts: {
      modules: order.length,
      files: project.files.size,
      models: [...project.models.names()].length,
      xmlIds,
      views: project.views.all().length,
    },
    state: index.state,
    cacheFolder: index.cacheFolder,
    indexSeconds: index.seconds,
    memoryMegabytes: Math.round(process.memoryUsage().rss / 1e6),
  };
  const asked = [
    ...(params.uri === undefined ? [] : aboutFile(context, project, params.uri)),
    ...(params.name === undefined || params.name === "" ? [] : aboutName(project, params.name)),
  ];
  return { ...found, text: markdown(found, asked) };
}

function words(problem: GraphProblem): string[] {
  switch (problem.kind) {
    case "missing-dependency":
      return [];
    case "cycle":
      return [`These modules depend on each other in a circle, so Odoo skips them: ${problem.modules.join(", ")}.`];
    case "duplicate":
      return [`The module ${problem.module} exists twice: ${problem.kept} is used, ${problem.ignored} is not.`];
    case "no-manifest":
      return [`${problem.path} has an __init__.py but no manifest, so it is no module.`];
  }
}

function aboutFile({ index, documents }: ServerContext, project: Project, uri: string): string[] {
  const path = documents.get(uri)?.path ?? pathOfUri(uri);
  if (path === null) return [`${uri} is no file on disk, so it belongs to no module.`];
  const module = project.moduleOf(path);
  if (module === null)
    return [`${path} belongs to no module: no folder above it, directly in an addons folder, has a manifest.`];
  const contents = project.contents.get(module);
  const lines = [`${path} belongs to the module \`${module}\`.`];
  if (index.workspace?.isRead(module) === false) lines.push("The module is still being read.");
  const facts = project.files.get(path);
  if (facts === undefined)
    lines.push("The file is not in the index: translations, libraries and tests of other modules are left out.");
  else if (facts.problems.length > 0) lines.push(`It cannot be read as a whole: ${facts.problems[0]?.message}.`);
  if (facts?.kind === "python" && contents && !contents.python.includes(path))
    lines.push("No `__init__.py` of the module imports it, so Odoo does not load its classes.");
  if ((facts?.kind === "xml" || facts?.kind === "csv") && contents && !path.includes("/static/"))
    if (!contents.data.some((data) => data.path === path))
      lines.push("The manifest does not list it, so Odoo does not load it.");
  const missing = project.modules.get(module)?.depends.filter((need) => project.modules.get(need) === undefined) ?? [];
  if (missing.length > 0) lines.push(`The module depends on what is not in the addons folders: ${missing.join(", ")}.`);
  return lines;
}

function aboutName(project: Project, name: string): string[] {
  const { models, modules, xmlIds } = project;
  const lines: string[] = [];
  const model = models.get(name);
  if (model)
    lines.push(`\`${name}\` is a model of the module \`${model.module}\`, in ${model.extensions.length} classes.`);
  if (modules.get(name)) lines.push(`\`${name}\` is a module in ${modules.get(name)?.path}.`);
  const dot = name.lastIndexOf(".");
  const owner = models.get(name.slice(0, dot));
  const member = name.slice(dot + 1);
  if (owner?.fields.has(member)) lines.push(`\`${member}\` is a field of \`${owner.name}\`.`);
  if (owner?.methods.has(member)) lines.push(`\`${member}\` is a method of \`${owner.name}\`.`);
  const entry = xmlIds.get(name);
  if (entry) lines.push(`\`${name}\` is a record of \`${entry.model}\`.`);
  if (lines.length > 0) return lines;
  const near = owner
    ? nearestNames(member, [...owner.fields.keys(), ...owner.methods.keys()]).map((found) => `${owner.name}.${found}`)
    : [...nearestNames(name, models.names()), ...nearestNames(name, xmlIds.ids())].slice(0, 5);
  const hint = near.length === 0 ? "" : ` Nearest: ${near.map((found) => `\`${found}\``).join(", ")}.`;
  return [`Nothing in the addons folders is named \`${name}\`.${hint}`];
}

const MOST_LISTED = 20;

function markdown(found: Omit<DoctorReport, "text">, asked: readonly string[]): string {
  const { version, roots, counts, missingModules, problems, state, cacheFolder, indexSeconds, memoryMegabytes } = found;
  const list = (items: readonly string[]) => [
    ...items.slice(0, MOST_LISTED).map((item) => `- ${item}`),
    ...(items.length > MOST_LISTED ? [`- and ${items.length - MOST_LISTED} more`] : []),
  ];
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", `## ${title}`, "", ...lines];
  return [
    "# Sextant: what is known of the addons",
    ...section("What you asked", list(asked)),
    ...section("Odoo", [`Series ${version.series}: ${version.because}.`]),
    ...section(
      "Addons folders",
      roots.length === 0
        ? ["None: open a folder with modules, or set `sextant.addonsPath` or `sextant.odooConf`."]
        : list(
            roots.map(
              ({ path, because, modules, files }) => `${path} (${because}): ${modules} modules, ${files} files`,
            ),
          ),
    ),
    ...section(
      "Modules that are missing",
      list(missingModules.map(({ module, neededBy }) => `\`${module}\`, needed by ${neededBy.slice(0, 5).join(", ")}`)),
    ),
    ...section("Problems", list(problems)),
    ...section("Index", [
      `${counts.modules} modules, ${counts.files} files, ${counts.models} models, ${counts.xmlIds} XML ids, ${counts.views} views; ${state}.`,
      `${indexSeconds === null ? "Still reading" : `Read in ${indexSeconds.toFixed(1)} s`}; ${memoryMegabytes} MB of memory; facts are kept in ${cacheFolder ?? "no folder"}.`,
    ]),
    "",
  ].join("\n");
}
