/**
 * Caps on hostile or damaged input (trust design, "Untrusted input"). They are far above what real exports hold, so that
 * whoever meets one has a broken file or an attack, and memory stays flat in both cases.
 */

/** Characters of one table cell or JSON string. */
export const maxFieldLength = 1_000_000
/** Characters of one table row or JSON record. */
export const maxRowLength = 8_000_000
export const maxColumns = 2000
export const maxJsonDepth = 64
/** Inflated bytes of one compressed file. */
export const maxInflatedBytes = 32 * 1024 ** 3
/** Texts compress up to about 30 : 1; DEFLATE itself ends at 1032 : 1. Checked once `bombFloorBytes` are inflated. */
export const maxInflateRatio = 200
export const bombFloorBytes = 64 * 1024 ** 2
export const maxXmlDepth = 64
export const maxXmlAttributes = 256

/** How much of a file is looked at to recognise it, and how many rows of that. */
export const sampleBytes = 512 * 1024
export const sampleRows = 2000
/** Default size of one read. Rows do not depend on it. */
export const readChunkBytes = 256 * 1024
/** Rows per yielded batch, about. */
export const batchRows = 1000
