// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { DataTable } from '../../../renderer/components/data-table.tsx'
import type { DataColumn } from '../../../renderer/components/data-table.tsx'
import { mount } from '../mount.tsx'

interface Item {
  readonly name: string
  readonly size: number | null
}
const columns: readonly DataColumn<Item>[] = [
  { id: 'name', label: 'Name', sortBy: ({ name }) => name, cell: ({ name }) => name },
  { id: 'size', label: 'Size', numeric: true, sortBy: ({ size }) => size, cell: ({ size }) => size ?? '–' },
]
const names = (): readonly string[] => screen.getAllByRole('rowheader').map((cell) => cell.textContent ?? '')

describe('data table', () => {
  it('keeps the given order until a head is pressed, then sorts both ways with unknowns last', async () => {
    const items = [
      { name: 'b', size: 2 },
      { name: 'none', size: null },
      { name: 'a', size: 10 },
    ]
    mount(<DataTable label="Things" columns={columns} items={items} keyOf={(item) => item.name} />)
    expect(names()).toEqual(['b', 'none', 'a'])
    await userEvent.click(screen.getByRole('button', { name: 'Size' }))
    expect(names()).toEqual(['b', 'a', 'none'])
    expect(screen.getByRole('columnheader', { name: 'Size' }).getAttribute('aria-sort')).toBe('ascending')
    await userEvent.click(screen.getByRole('button', { name: 'Size' }))
    expect(names()).toEqual(['a', 'b', 'none'])
    await userEvent.click(screen.getByRole('button', { name: 'Name' }))
    expect(names()).toEqual(['a', 'b', 'none'])
  })

  it('renders only what is in sight of a long list, and says how long it is', () => {
    const items = Array.from({ length: 5000 }, (_, index) => ({ name: `row ${index}`, size: index }))
    mount(<DataTable label="Things" columns={columns} items={items} keyOf={(item) => item.name} />)
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('5001')
    expect(screen.getAllByRole('rowheader').length).toBeLessThan(60)
  })
})
