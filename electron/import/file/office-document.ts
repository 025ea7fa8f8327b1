import type { ZipEntry } from './zip-directory.ts'

/** What a ZIP file is that is a document and no archive: `workbook` can be read, any other answer is its name. */
export function officeDocumentOf(entries: readonly ZipEntry[]): string | null {
  const names = new Set(entries.map(({ name }) => name.toLowerCase()))
  const hasFolder = (folder: string): boolean => [...names].some((name) => name.startsWith(folder))
  // ECMA-376, part 2 (Open Packaging Conventions): every package has this part.
  if (names.has('[content_types].xml')) {
    if (names.has('xl/workbook.bin')) return 'a binary workbook (XLSB)'
    if (hasFolder('xl/')) return 'workbook'
    if (hasFolder('word/')) return 'a Word document (DOCX)'
    if (hasFolder('ppt/')) return 'a presentation (PPTX)'
    return 'an Office document'
  }
  if (names.has('mimetype') && names.has('content.xml')) return 'an OpenDocument file, such as ODS or ODT'
  if (names.has('index/document.iwa')) return 'an Apple Numbers or Pages document'
  return null
}
