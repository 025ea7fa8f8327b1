/** A table that may be wider than its place: it scrolls by itself, by the keyboard too. */
import { Box } from '@mantine/core'
import type { ReactNode } from 'react'

interface WideTableProps {
  /** Accessible name. */
  readonly label: string
  readonly children: ReactNode
}

export function WideTable({ label, children }: WideTableProps) {
  return (
    <Box component="section" className="pl-table-scroll" tabIndex={0} aria-label={label}>
      {children}
    </Box>
  )
}
