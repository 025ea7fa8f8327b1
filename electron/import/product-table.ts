/** A product's own table: read like the generic ones, under the product's name and ids. */
import type { FormatPlan, RowMapper } from './export-format.ts'
import type { OpenedTable, TablePlan } from './table-plan.ts'

export interface ProductTable {
  /** Namespace of the product's ids. */
  readonly product: string
  readonly sourceName: string
  readonly assumptions: readonly string[]
  readonly openMap: () => OpenedTable & Pick<RowMapper, 'lateAssumptions'>
}

export function finishProductTable(table: TablePlan, particular: ProductTable): FormatPlan {
  const { product, sourceName, assumptions, openMap } = particular
  const finish = (open: ProductTable['openMap']): FormatPlan =>
    table.finish({ isLog: false, assumptions, openMap: open })
  return {
    ...finish(openMap),
    sourceKey: product,
    sourceName,
    openMapper: () => {
      const opened = openMap()
      const mapper = finish(() => opened).openMapper()
      return {
        map: mapper.map,
        lateAssumptions: () => [...mapper.lateAssumptions(), ...opened.lateAssumptions()],
      }
    },
  }
}
