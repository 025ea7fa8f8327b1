/** How a message is stored whose side is not known yet; it takes part in nothing. */
export const unknownSide = { direction: 'in', authorKind: 'unknown' } as const
