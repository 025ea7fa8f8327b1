import { strToU8, zipSync } from 'fflate'

/** A cell as XML inside of `<c …>`; its place is added. */
export interface Cell {
  readonly type?: string
  readonly style?: number
  readonly xml: string
}

export interface SheetParts {
  readonly name: string
  /** Rows by cells; undefined = no cell at all. Or the XML of `sheetData` as it is. */
  readonly rows: readonly (readonly (Cell | undefined)[])[] | string
  readonly state?: string
}

export interface WorkbookParts {
  readonly sheets: readonly SheetParts[]
  /** The XML of each `si`. */
  readonly texts?: readonly string[]
  /** Format codes of the styles 1, 2 and so on; a number is a built-in format. */
  readonly formats?: readonly (string | number)[]
  readonly is1904?: boolean
  /** Parts that replace or join those above. */
  readonly parts?: Readonly<Record<string, string>>
}

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\r', '_x000D_')

export const inline = (text: string): Cell => ({
  type: 'inlineStr',
  xml: `<is><t xml:space="preserve">${escapeXml(text)}</t></is>`,
})
export const number = (value: number | string, style?: number): Cell => ({
  xml: `<v>${value}</v>`,
  ...(style === undefined ? {} : { style }),
})
export const shared = (index: number): Cell => ({ type: 's', xml: `<v>${index}</v>` })

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The fewest parts that a spreadsheet program opens. */
export function writeWorkbook(workbook: WorkbookParts): Uint8Array {
  const { sheets, texts = [], formats = [], is1904 = false, parts = {} } = workbook
  const codes = formats.flatMap((code, index) => (typeof code === 'string' ? [{ id: 164 + index, code }] : []))
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationList([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `${declaration}<workbook ${main} xmlns:r="${relations}"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${sheets
      .map(
        ({ name, state = 'visible' }, index) =>
          `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationList([
      ...sheets.map((_, index) => ({
        id: `rId${index + 1}`,
        type: 'worksheet',
        target: `worksheets/sheet${index + 1}.xml`,
      })),
      { id: 'rId900', type: 'sharedStrings', target: '/xl/sharedStrings.xml' },
      { id: 'rId901', type: 'styles', target: 'styles.xml' },
    ]),
    'xl/sharedStrings.xml': `${declaration}<sst ${main}>${texts.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': `${declaration}<styleSheet ${main}><numFmts>${codes
      .map(({ id, code }) => `<numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((code, index) => `<xf numFmtId="${typeof code === 'number' ? code : 164 + index}"/>`)
      .join('')}</cellXfs></styleSheet>`,
  }
  for (const [index, { rows }] of sheets.entries()) {
    const data = typeof rows === 'string' ? rows : rows.map(rowXml).join('')
    files[`xl/worksheets/sheet${index + 1}.xml`] =
      `${declaration}<worksheet ${main}><sheetData>${data}</sheetData></worksheet>`
  }
  return zipSync(Object.fromEntries(Object.entries({ ...files, ...parts }).map(([name, xml]) => [name, strToU8(xml)])))
}

function rowXml(cells: readonly (Cell | undefined)[], index: number): string {
  const xml = cells.map((cell, column) =>
    cell === undefined
      ? ''
      : `<c r="${columnName(column)}${index + 1}"${cell.type === undefined ? '' : ` t="${cell.type}"`}${cell.style === undefined ? '' : ` s="${cell.style}"`}>${cell.xml}</c>`,
  )
  return `<row r="${index + 1}">${xml.join('')}</row>`
}

export function columnName(column: number): string {
  return (column >= 26 ? columnName(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))
}

function relationList(list: readonly { id: string; type: string; target: string }[]): string {
  const items = list.map(
    ({ id, type, target }) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`,
  )
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`
}
