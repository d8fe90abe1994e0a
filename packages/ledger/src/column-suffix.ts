/** Suffix of names that belong to a comparison column: none for the first, then `-1`, `-2`, … */
export function columnSuffix(index: number): string {
  return index === 0 ? "" : `-${index}`;
}
