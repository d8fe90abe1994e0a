export { REPORTS } from "./catalogue.ts";
export { chooseCompany } from "./company.ts";
export { drill } from "./drill.ts";
export { formatAmount } from "./format-amount.ts";
export { reportOperations } from "./operations.ts";
export { FORMATS, type Format, render } from "./renderers/index.ts";
export { parametersOf, reportInput } from "./report-input.ts";
export { latestDay, runReport } from "./run-report.ts";
