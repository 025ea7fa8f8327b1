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
/** Packed bytes that are inflated at once: they can become 1032 times as many before a limit is looked at. */
export const inflateStepBytes = 32 * 1024

/** Files in one archive or folder, and bytes of an archive's own list of them. */
export const maxContents = 10_000
export const maxZipDirectoryBytes = 32 * 1024 ** 2
export const maxFolderDepth = 20
/** A workbook that is packed in an archive is unpacked into memory, since its parts are read in no particular order. */
export const maxPackedWorkbookBytes = 256 * 1024 ** 2

export const maxXmlDepth = 64
export const maxXmlAttributes = 256
/** The texts that a workbook's cells share stay in memory as UTF-8: this is how much at most, and how many. */
export const maxSharedTextBytes = 256 * 1024 ** 2
export const maxSharedTexts = 8_000_000
/** Excel's own limit (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3). */
export const maxSheetRows = 1_048_576

/** How much of a file is looked at to recognise it, and how many rows of that. */
export const sampleBytes = 512 * 1024
export const sampleRows = 2000
/** Default size of one read. Rows do not depend on it. */
export const readChunkBytes = 256 * 1024
/** Rows per yielded batch, about. */
export const batchRows = 1000
