import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { makeSmsBackupCut } from '../../../../electron/import/products/sms-backup-rows.ts'
import { openXmlTagFilter } from '../../../../electron/import/file/xml-tags.ts'
import type { RowVerdict } from '../../../../electron/import/record.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { ImportChoices } from '../../../../shared/model.ts'
import { readAll } from '../describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-sms-'))
afterAll(() => rmSync(folder, { recursive: true }))

function read(content: string, choices: ImportChoices = {}): RowVerdict[] {
  const path = join(folder, 'sms.xml')
  writeFileSync(path, content)
  return readAll(path, choices)
}

function failure(content: string): { code: string; message: string } {
  try {
    read(content)
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('It did not fail.')
}

function firstRecord(content: string, choices: ImportChoices = {}) {
  const [row] = read(content, choices)
  return row?.verdict === 'records' ? row.records[0] : row
}

const sms = (attributes: string): string => `<sms address="+15550100001" date="1772442000000" type="1" ${attributes} />`
const file = (...elements: readonly string[]): string =>
  `<?xml version="1.0"?><smses count="7">${elements.join('')}</smses>`

describe('SMS Backup & Restore', () => {
  it('refuses document types and entities, wherever they stand', () => {
    for (const content of [
      `<?xml version="1.0"?><!DOCTYPE smses [<!ENTITY a "b">]>${file().slice(21)}`,
      file(sms('body="a"'), '<!ENTITY a SYSTEM "file:///etc/passwd">'),
      `<!DOCTYPE smses SYSTEM "http://example.com/x.dtd">\n${file().slice(21)}`,
    ]) {
      const { code, message } = failure(content)
      expect(code).toBe('format-malformed')
      expect(message).toContain('document type or entity declaration')
    }
  })

  it('does not take a declaration inside a comment or a text for one', () => {
    expect(
      read(file('<!-- <!DOCTYPE x> -- -->', sms('body="&lt;!DOCTYPE x>"'), '<![CDATA[<!DOCTYPE y>]]>')),
    ).toHaveLength(1)
  })

  it('says that a file ends in the middle, in a tag and between two', () => {
    for (const content of [
      file(sms('body="a"')).slice(0, -9),
      file(sms('body="a"')).slice(0, -2),
      file(sms('body="a"'), '<mms date="1772442000000"><parts><part data="aGVs'),
    ]) {
      expect(failure(content).code).toBe('file-truncated')
    }
    expect(failure(file(sms('body="a"'), '<mms>')).code).toBe('format-malformed')
    expect(failure(file(sms('body="a" body="b"'))).code).toBe('format-malformed')
    expect(failure(file(sms('body="a<b"'))).code).toBe('format-malformed')
  })

  it('caps depth, attributes and the length of an element', () => {
    expect(failure(file('<a>'.repeat(70) + '</a>'.repeat(70))).code).toBe('file-too-large')
    const many = Array.from({ length: 300 }, (_, index) => `a${index}="1"`).join(' ')
    expect(failure(file(sms(many))).code).toBe('file-too-large')
    const long = Array.from({ length: 10 }, (_, index) => `a${index}="${'x'.repeat(950_000)}"`).join(' ')
    expect(failure(file(sms(long))).code).toBe('file-too-large')
    const parts = Array.from({ length: 10 }, () => `<part ct="text/plain" text="${'x'.repeat(950_000)}"/>`).join('')
    expect(failure(file(`<mms date="1772442000000" msg_box="1"><parts>${parts}</parts></mms>`)).code).toBe(
      'file-too-large',
    )
  })

  it('rejects a text that is too long, and reads the rest', () => {
    const verdicts = read(
      file(sms(`body="${'x'.repeat(999_999)}&#128512;&#128512;"`), sms(`body="${'x'.repeat(1_000_000)}"`)),
    )
    expect(verdicts[0]).toMatchObject({ verdict: 'rejected', code: 'field-too-long', column: 'body' })
    expect(verdicts[1]).toMatchObject({ verdict: 'records' })
  })

  it.each([
    ['a &#55357;&#56832; b', 'a 😀 b', 0],
    ['&#xD83D;&#xde00;', '😀', 0],
    ['&#128512;&#x1F600;', '😀😀', 0],
    ['&#55357; &#56832;', ' ', 2],
    ['&#56832;&#55357;', '', 2],
    ['&#55357;&#55357;&#56832;', '😀', 1],
    ['&#0;a&#8;b&#xFFFF;&#x110000;', 'ab', 4],
    ['a\u0001b\ufffe', 'ab', 2],
    ['Tom & Ann &c; &nbsp;', 'Tom & Ann &c; &nbsp;', 0],
    ['1&#10;2&#13;&#9;3\n4\r\n5', '1\n2\r\t3 4 5', 0],
    ['&amp;#55357; &lt;b&gt; &quot;&apos;', '&#55357; <b> "\'', 0],
  ])('reads %j', (written, text, droppedCount) => {
    let dropped = 0
    const cut = makeSmsBackupCut((count) => (dropped += count))
    const content = file(sms(`body="${written}"`))
    const rows = [...cut([{ text: content, end: 1 }], 'sms.xml')].flatMap((batch) => batch.rows)
    expect(rows[0]?.source).toMatchObject({ body: text })
    expect(dropped).toBe(droppedCount)
  })

  it('filters alike wherever the text is cut', () => {
    const pieces = [
      '<!--',
      '-->',
      '<?',
      '?>',
      '<a ',
      '<part data="',
      '"',
      "'",
      '>',
      'x',
      '&#55357;',
      '&#56832;',
      '&#0;',
      '&',
      '&amp;',
      ' t="',
      '<![CDATA[',
      ']]>',
      '😀',
      '\u0001',
      '\r\n',
    ]
    const run = (chunks: readonly string[]): unknown[] => {
      const filter = openXmlTagFilter('a.xml')
      try {
        const out = chunks.map((chunk) => filter.write(chunk)).join('')
        return [out, filter.isBetweenTags(), filter.takeDropped()]
      } catch (error) {
        return [error instanceof AppError ? error.code : error]
      }
    }
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        (parts, size) => {
          const characters = Array.from(parts.join(''))
          const chunks = Array.from({ length: Math.ceil(characters.length / size) }, (_, index) =>
            characters.slice(index * size, (index + 1) * size).join(''),
          )
          expect(run(chunks)).toEqual(run([parts.join('')]))
        },
      ),
    )
  })

  it('holds no picture: 50 MB of base64 cost nothing', () => {
    const filter = openXmlTagFilter('a.xml')
    let kept = filter.write('<smses><mms><parts><part ct="image/jpeg" data="').length
    for (let index = 0; index < 200; index++) kept += filter.write('QUJD'.repeat(65_536)).length
    kept += filter.write('"/></parts></mms></smses>').length
    expect(kept).toBeLessThan(100)
  })

  it('knows the sender and the receivers of a group message', () => {
    const addr = (address: string, type: number): string => `<addr address="${address}" type="${type}"/>`
    const mms = (box: number, address: string, ...addrs: readonly string[]): string =>
      file(`<mms date="1772442000000" msg_box="${box}" address="${address}"><addrs>${addrs.join('')}</addrs></mms>`)
    const contacts = (content: string): unknown =>
      read(content).map((row) =>
        row.verdict === 'records' ? row.records.map((one) => one.type === 'message' && one.contact) : row.verdict,
      )
    expect(contacts(mms(1, 'a~b', addr('b', 137), addr('a', 151)))).toEqual([['b']])
    expect(contacts(mms(1, 'a'))).toEqual([['a']])
    expect(contacts(mms(1, 'a~b'))).toEqual(['rejected'])
    expect(contacts(mms(2, 'a~b', addr('us', 137), addr('a', 151), addr('us', 151), addr('b', 130)))).toEqual([
      ['a', 'b'],
    ])
    expect(contacts(mms(2, 'a~b~a'))).toEqual([['a', 'b']])
  })

  it('takes the channel that was chosen, and says what it does not know', () => {
    expect(firstRecord(file(sms('body="a"')), { channel: 'whatsapp' })).toMatchObject({ channel: 'whatsapp' })
    expect(firstRecord('<smses><rcs a="1"/></smses>')).toMatchObject({ verdict: 'ignored', kind: 'other element' })
    expect(firstRecord('<calls><call number="1" date="1772442000000" type="8"/></calls>')).toMatchObject({
      code: 'direction-unknown',
    })
    expect(firstRecord('<calls><call number="1" date="soon" type="1"/></calls>')).toMatchObject({
      code: 'time-unreadable',
    })
    expect(failure('<?xml version="1.0"?><orders/>').code).toBe('format-unknown')
  })
})
