import { Button, createTheme, Input, type MantineColorsTuple } from "@mantine/core";

/** A deep sea blue, from paper to ink. */
const ink: MantineColorsTuple = [
  "#eef5f8",
  "#dbe8ee",
  "#b6d1dd",
  "#8db8cb",
  "#6aa3bc",
  "#4d93b0",
  "#2f7795",
  "#1f5f7a",
  "#174b61",
  "#0f3546",
];

/** Slate, from text to the darkest ground of the dark scheme. */
const dark: MantineColorsTuple = [
  "#dfe5ea",
  "#b9c4ce",
  "#93a1af",
  "#6b7a89",
  "#465462",
  "#33404b",
  "#27313a",
  "#1a2128",
  "#141a20",
  "#0e1317",
];

/** One family of the system's own faces: nothing is fetched, and all of them have tabular figures. */
const SANS = 'Inter, "Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Helvetica Neue", Arial, sans-serif';

export const theme = createTheme({
  colors: { ink, dark },
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  fontFamily: SANS,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Roboto Mono", "DejaVu Sans Mono", monospace',
  headings: { fontFamily: SANS, fontWeight: "600" },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  components: {
    // A header there would count as the page's own, and within a dialog as one in the wrong place.
    DrawerHeader: { defaultProps: { component: "div" } },
    Button: Button.extend({ styles: { label: { fontWeight: 500 } } }),
    InputWrapper: Input.Wrapper.extend({
      styles: {
        label: { color: "var(--quiet)", fontSize: 12.5, fontWeight: 500 },
        description: { color: "var(--quiet)" },
      },
    }),
  },
});
