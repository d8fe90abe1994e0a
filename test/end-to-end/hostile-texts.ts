import type { AskResult } from "@sextant/contracts";
import { eventStream } from "./answer-stream.ts";

/** Sets `window.sextantHit` wherever it is run. */
const CALL = "sextantHit=1";

const PAYLOADS = [
  `<script>${CALL}</script>`,
  `<img src=x onerror=${CALL}>`,
  `<svg/onload=${CALL}>`,
  `<svg><script>${CALL}</script></svg>`,
  `<iframe srcdoc="<script>parent.${CALL}</script>">`,
  `<details open ontoggle=${CALL}>`,
  `<body onload=${CALL}>`,
  `<a href="javascript:${CALL}">x</a>`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=${CALL}>`,
  `<input autofocus onfocus=${CALL}>`,
  `<video><source onerror=${CALL}>`,
  `<object data="javascript:${CALL}">`,
  `<embed src="javascript:${CALL}">`,
  `<base href="//evil.example/">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${CALL}">`,
  `<template><img src=x onerror=${CALL}></template>`,
  `<t t-out="window.${CALL}"/>`,
  `{{ window.${CALL} }}`,
  `\${window.${CALL}}`,
  `#{window.${CALL}}`,
  `javascript:${CALL}//`,
  `data:text/html,<script>${CALL}</script>`,
  `![x](javascript:${CALL})`,
  `[x](javascript:${CALL})`,
  `\u202Eevorppa \u2066x\u2069`,
  `\u0000\u0007\u001B]8;;https://evil.example\u0007x`,
  `__proto__`,
  `constructor`,
  `'; DROP TABLE res_partner; --`,
  `=cmd|' /C calc'!A0`,
];

const WRAPPINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `"${text}`,
  (text) => `'${text}`,
  (text) => `">${text}`,
  (text) => `'>${text}`,
  (text) => `</title>${text}`,
  (text) => `</textarea>${text}`,
  (text) => `</script>${text}`,
  (text) => `</style>${text}`,
  (text) => `-->${text}`,
  (text) => `]]>${text}`,
  (text) => `\`${text}`,
  (text) => `\\"${text}`,
  (text) => text.toUpperCase(),
  (text) => text.replaceAll("<", "&lt;"),
  (text) => text.replaceAll("<", "\\u003c"),
  (text) => text.replaceAll("<", "\uFF1C"),
  (text) => text.replaceAll(" ", "\t"),
  (text) => text.replaceAll(" ", "/"),
  (text) => `${text}${"A".repeat(300)}`,
  (text) => `Ann ${text} Ltd`,
  (text) => `\uFEFF${text}`,
  (text) => `مرحبا ${text}`,
  (text) => `${text}\n${text}`,
];

/** 720 texts that run a script, load something or mislead where they are not shown as text. Made here, from parts. */
export const hostileTexts = (): readonly string[] =>
  PAYLOADS.flatMap((payload) => WRAPPINGS.map((wrapped) => wrapped(payload)));

/** The events of a conversation whose every word is hostile. */
export function hostileAnswer(texts: readonly string[]): string {
  const [first = ""] = texts;
  const line = (label: string, index: number) => ({
    key: `${index}${label}`,
    label,
    level: 0,
    kind: "line" as const,
    cells: { total: label },
    source: {},
    facts: {},
  });
  const result: AskResult = {
    question: first,
    understood: true,
    report: "aged-receivable",
    parameters: {},
    interpretation: first,
    answer: texts.join("\n"),
    figures: [{ value: "1", unit: first, source: { report: first, line: first, cell: first } }],
    tieOuts: [{ name: first, label: texts.join(" "), left: "1", right: "1", ok: true }],
    refused: null,
    suggestions: texts.slice(0, 4),
    result: {
      report: "aged-receivable",
      title: first,
      company: { id: 1, name: first },
      currency: { id: 1, code: "EUR", symbol: "€", decimals: 2 },
      columns: [{ name: "total", label: first }],
      lines: [
        ...texts.map(line),
        { key: "total", label: first, level: 0, kind: "total", cells: { total: "1" }, source: {} },
      ],
      tieOuts: [],
      final: false,
      lock: { lockedThrough: null, hard: false },
      generatedFrom: "live",
      provenance: {
        generatedFrom: "live",
        origin: first,
        readAs: first,
        readAt: first,
        watermark: { count: 1, maxId: 1, lastWrite: "", balance: "0" },
      },
      notes: [...texts],
    },
    contributors: [
      {
        agent: first,
        title: first,
        end: "answered",
        sentences: { shown: 1, dropped: 1 },
        models: [first],
        tokens: 1,
        cost: null,
        steps: texts.slice(0, 50).map((what, at) => ({ at, what })),
      },
    ],
  };
  return eventStream([
    { type: "question", text: first, at: "" },
    { type: "plan", report: first, parameters: {}, interpretation: first },
    { type: "progress", phase: first },
    { type: "text", text: texts.join(" ") },
    { type: "answer", result },
    { type: "done" },
  ]);
}
