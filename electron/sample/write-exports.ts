import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportChoices } from '../../shared/model.ts'
import type { Company } from './model.ts'
import { writeTableFiles } from './table-files.ts'
import { writeTwilioFiles } from './twilio-files.ts'

export interface SampleExport {
  readonly path: string
  /** What an import of this file has to be told: a zone, a country; mostly nothing. */
  readonly choices: ImportChoices
}

/**
 * Writes the company as export files into `dir`, which is made if it is not there; the same company gives the same bytes.
 * @returns the export files in the order in which to import them; beside them lies a README.txt.
 */
export function writeSampleExports(dir: string, company: Company): SampleExport[] {
  mkdirSync(dir, { recursive: true })
  const files = [...writeTwilioFiles(company), ...writeTableFiles(company)]
  const exports = files.map((file) => {
    const path = join(dir, file.name)
    writeFileSync(path, file.bytes)
    return { path, choices: file.choices ?? {} }
  })
  writeFileSync(join(dir, 'README.txt'), describeFiles(company, files))
  return exports
}

function describeFiles(company: Company, files: readonly { readonly name: string; readonly about: string }[]): string {
  const { channels, outreach, optOuts } = company.truth
  const conversations = Object.entries(channels).map(([channel, truth]) => `${channel} ${truth.conversations}`)
  return `${company.name}: synthetic sample data

Nobody in these files exists. Phone numbers are 555-01xx numbers, set aside for fiction; e-mail addresses are under
example.com, example.net and example.org. Seed ${company.seed}, ${company.firstDay} to ${company.lastDay}, times of day in ${company.zone}.

Import all of them into one workspace:

    plumbline import review.plumbline *.csv *.json *.gz --zone ${company.zone} --country US

${files.map((file) => `${file.name}\n    ${file.about}`).join('\n')}

What is in them: conversations opened by customers (${conversations.join(', ')}), ${outreach.sent} broadcast texts, of which
${outreach.answered} were answered, and opt-outs of ${optOuts.any} customers. Texts know no agents and no closing times.
`
}
