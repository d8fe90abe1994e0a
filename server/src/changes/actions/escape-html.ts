/** For fields that are HTML: what a person or a template wrote stays text. */
export const escapeHtml = (value: string): string =>
  value.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`).replace(/\n/g, "<br>");
