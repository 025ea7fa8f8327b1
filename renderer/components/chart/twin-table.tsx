/** A chart as its table. */
import type { Twin } from './twin.ts'
import '../table.css'

interface TwinTableProps {
  readonly twin: Twin
  readonly label: string
  readonly maxHeight: number
}

export function TwinTable({ twin, label, maxHeight }: TwinTableProps) {
  return (
    // Scrolls by keyboard as well: Chromium gives the focus to every scroller without a control of its own.
    <section className="pl-table-scroll pl-table-tall" style={{ maxHeight }} aria-label={label}>
      <table className="pl-table">
        <thead>
          <tr>
            {twin.columns.map((column) => (
              <th key={column.label} scope="col" className={column.numeric ? 'pl-number' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {twin.rows.map((row) => (
            <tr key={row.map((cell) => cell.text).join('\n')}>
              {row.map((cell, index) => {
                const column = twin.columns[index]
                const key = column?.label ?? index
                return index === 0 ? (
                  <th key={key} scope="row">
                    {cell.text}
                  </th>
                ) : (
                  <td key={key} className={column?.numeric ? 'pl-number' : undefined}>
                    {cell.text}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
