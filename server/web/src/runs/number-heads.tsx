import classes from "./runs-page.module.css";

/** Headings of columns of numbers. */
export function NumberHeads({ names }: { readonly names: readonly string[] }) {
  return names.map((name) => (
    <th key={name} scope="col" className={classes.number}>
      {name}
    </th>
  ));
}
