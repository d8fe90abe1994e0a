const PRINTF = /%(?:\d+%|(?:\d+\$|\((\w+)\))?[+#-]*\d*(?:\.\d+)?[\w@])/g;
const PLACE = /\{([^{}!:]*)(?:![^{}:]*)?(?::[^{}]*)?\}/g;

/** How many values a term takes by position, in the spelling (`%s` or `{}`) that takes more of them. */
export function positionalValues(term: string): number {
  const plain = term.replaceAll("%%", "");
  const printf = [...plain.matchAll(PRINTF)].filter(([, name]) => name === undefined).length;
  let unnumbered = 0;
  let highest = 0;
  for (const [, name = ""] of term.replace(/\{\{|\}\}/g, "").matchAll(PLACE))
    if (name === "") unnumbered += 1;
    else if (/^\d+$/.test(name)) highest = Math.max(highest, Number(name) + 1);
  return Math.max(printf, highest > 0 ? highest : unnumbered);
}
