/** The first rows, as they stand in the file and as they will be stored, while the columns are being described. */
import { Skeleton, Text, Title } from '@mantine/core'
import type { ImportChoices, ImportPreview, TableOutline } from '../../../shared/model.ts'
import { formatCount } from '../../../shared/units.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { formatCounted } from '../../format.ts'
import { WideTable } from '../../components/wide-table.tsx'
import { ChoiceNeeded } from './choice-needed.tsx'
import type { MappingDraft } from './mapping-draft.ts'
import { RejectedTable } from './rejected-table.tsx'
import { StoredRows } from './stored-rows.tsx'
import { fieldWordsOf } from './table-words.ts'
import type { TryOut } from './use-try-out.ts'

interface WizardPreviewProps {
  readonly draft: MappingDraft
  readonly outline: TableOutline
  /** What the description still lacks. */
  readonly missing: readonly string[]
  readonly tryOut: TryOut
  readonly choices: ImportChoices
  readonly zone: string
  readonly onChoices: (next: ImportChoices) => void
}

export function WizardPreview(props: WizardPreviewProps) {
  const { draft, outline, missing, tryOut, choices, zone, onChoices } = props
  const { preview, error } = tryOut
  return (
    <>
      <section className="pl-wizard-group pl-card" aria-labelledby="file-rows-title">
        <Title order={3} id="file-rows-title">
          In the file
        </Title>
        <FileRows draft={draft} outline={outline} />
      </section>
      <section className="pl-wizard-group pl-card" aria-labelledby="stored-rows-title">
        <div className="pl-wizard-stored">
          <Title order={3} id="stored-rows-title">
            As it will be stored
          </Title>
          {preview && <Text className="pl-note">{countText(preview)}</Text>}
        </div>
        {missing.length > 0 && <output>Still needed: {missing.join(', and ')}.</output>}
        {error &&
          (error.code === 'choice-needed' ? (
            <ChoiceNeeded error={error} choices={choices} zone={zone} onChoices={onChoices} />
          ) : (
            <ErrorPanel error={error} />
          ))}
        {!error && !preview && missing.length === 0 && <Skeleton height={120} />}
        {!error && preview && (
          <div data-outdated={!tryOut.isCurrent || undefined} className="pl-wizard-outcome">
            {preview.sample.length > 0 && <StoredRows rows={preview.sample.slice(0, 8)} zone={zone} />}
            {preview.rejected.length > 0 && (
              <>
                <Text fw={600} mt="sm">
                  {formatCounted(preview.rows.rejected, 'rejected row')}
                </Text>
                <RejectedTable rejected={preview.rejected.slice(0, 5)} total={preview.rows.rejected} />
              </>
            )}
          </div>
        )}
      </section>
    </>
  )
}

function countText({ rows, isComplete }: ImportPreview): string {
  const usable = rows.read - rows.rejected - rows.ignored
  const scope = isComplete ? formatCounted(rows.read, 'row') : `the first ${formatCount(rows.read)} rows`
  return `${formatCount(usable)} of ${scope} usable`
}

const shownFileRows = 4

/** Every column, with what it was taken for under its name. */
function FileRows({ draft, outline }: Pick<WizardPreviewProps, 'draft' | 'outline'>) {
  const fieldOf = new Map(Object.entries(draft.columns).map(([field, column]) => [column, fieldWordsOf(field).label]))
  const columns = [...outline.names.entries()]
  return (
    <WideTable label="First rows of the file">
      <table className="pl-table pl-file-rows">
        <thead>
          <tr>
            {columns.map(([index, name]) => (
              // Columns may share a name; their position is what tells them apart.
              <th key={`${index} ${name}`} scope="col" data-taken={fieldOf.has(name) || undefined}>
                <span>{name || 'no name'}</span>
                <span className="pl-file-rows-field">{fieldOf.get(name) ?? 'not used'}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...outline.rows.slice(0, shownFileRows).entries()].map(([rowIndex, row]) => (
            <tr key={`row ${rowIndex}`}>
              {columns.map(([index, name]) => (
                <td key={`${index} ${name}`} data-taken={fieldOf.has(name) || undefined} title={row[index]}>
                  {row[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
