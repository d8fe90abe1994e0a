/** How many characters of white space stand right before a place. A pattern for the end of all text before it would look at every blank of that text. */
export function blanksBefore(text: string, place: number): number {
  let start = place;
  while (start > 0 && text.charAt(start - 1).trim() === "") start -= 1;
  return place - start;
}
