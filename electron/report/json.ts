/** The report document itself, readable and with a stable key order. */
import type { ReportModel } from './report-model.ts'

export function writeJson(model: ReportModel): string {
  return `${JSON.stringify(model, null, 2)}\n`
}
