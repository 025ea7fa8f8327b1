/** A sortable table with a head that stays and, from a hundred rows on, only the visible rows in the page. */
import { createSortedRowModel, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table'
import type { ColumnDef, Row, SortingState } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import './table.css'

export interface DataColumn<Item> {
  readonly id: string
  readonly label: string
  /** What the column sorts by; null = not known, always last. Absent: the column does not sort. */
  readonly sortBy?: ((item: Item) => string | number | null) | undefined
  readonly cell: (item: Item) => ReactNode
  /** Numbers stand to the right. */
  readonly numeric?: boolean
  /** CSS width, such as `30%`. */
  readonly width?: string
}

interface DataTableProps<Item> {
  /** Accessible name. */
  readonly label: string
  readonly columns: readonly DataColumn<Item>[]
  /** Already in the order of the first view unless `initialSort` is given. */
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly initialSort?: { readonly column: string; readonly descending: boolean }
  /** Pixels; more rows scroll. */
  readonly maxHeight?: number
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
const virtualFrom = 100
const rowHeight = 45

export function DataTable<Item extends object>(props: DataTableProps<Item>) {
  const { label, columns, items, keyOf, initialSort, maxHeight = 560 } = props
  const [sorting, setSorting] = useState<SortingState>(
    initialSort ? [{ id: initialSort.column, desc: initialSort.descending }] : [],
  )
  const scroll = useRef<HTMLElement>(null)
  const columnDefs = useMemo(() => columns.map(toColumnDef), [columns])
  const data = useMemo(() => [...items], [items])
  const table = useTable({
    features,
    columns: columnDefs,
    data,
    state: { sorting },
    onSortingChange: setSorting,
    getRowId: keyOf,
    enableMultiSort: false,
    enableSortingRemoval: false,
  })
  const rows = table.getRowModel().rows
  const isVirtual = rows.length > virtualFrom
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    enabled: isVirtual,
  })
  const visible = isVirtual ? virtualizer.getVirtualItems().flatMap((item) => rows[item.index] ?? []) : rows
  const before = isVirtual ? (virtualizer.getVirtualItems()[0]?.start ?? 0) : 0
  const after = isVirtual ? virtualizer.getTotalSize() - (virtualizer.getVirtualItems().at(-1)?.end ?? 0) : 0

  return (
    <section ref={scroll} className="pl-table-scroll pl-table-tall" style={{ maxHeight }} aria-label={label}>
      <table className="pl-table" aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {columns.map((column) => {
              const sorted = table.getColumn(column.id)?.getIsSorted() || false
              return (
                <th
                  key={column.id}
                  scope="col"
                  className={column.numeric ? 'pl-number' : undefined}
                  style={{ width: column.width }}
                  aria-sort={sorted === false ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
                >
                  {column.sortBy ? (
                    <button
                      type="button"
                      className="pl-table-sort"
                      onClick={() => table.getColumn(column.id)?.toggleSorting()}
                    >
                      {column.label}
                      {sorted === 'asc' && <IconArrowUp size={12} aria-hidden />}
                      {sorted === 'desc' && <IconArrowDown size={12} aria-hidden />}
                    </button>
                  ) : (
                    column.label
                  )}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Spacer height={before} />}
          {visible.map((row) => (
            <DataRow key={row.id} row={row} columns={columns} />
          ))}
          {after > 0 && <Spacer height={after} />}
        </tbody>
      </table>
    </section>
  )
}

type Features = typeof features

function toColumnDef<Item extends object>(column: DataColumn<Item>): ColumnDef<Features, Item> {
  const { id, sortBy } = column
  if (!sortBy) return { id, enableSorting: false }
  return {
    id,
    accessorFn: (item) => sortBy(item) ?? undefined,
    sortUndefined: 'last',
    sortDescFirst: false,
    sortFn: (a: Row<Features, Item>, b: Row<Features, Item>) => compareValues(sortBy(a.original), sortBy(b.original)),
  }
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
function compareValues(a: string | number | null, b: string | number | null): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return collator.compare(String(a ?? ''), String(b ?? ''))
}

function DataRow<Item extends object>(props: {
  readonly row: Row<Features, Item>
  readonly columns: readonly DataColumn<Item>[]
}) {
  const { row, columns } = props
  return (
    <tr>
      {columns.map((column, index) =>
        index === 0 ? (
          <th key={column.id} scope="row">
            {column.cell(row.original)}
          </th>
        ) : (
          <td key={column.id} className={column.numeric ? 'pl-number' : undefined}>
            {column.cell(row.original)}
          </td>
        ),
      )}
    </tr>
  )
}

/** Stands for the rows above or below the visible ones. */
function Spacer({ height }: { readonly height: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td>&nbsp;</td>
    </tr>
  )
}
