// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { writeHtml } from '../../../electron/report/html.ts'
import { escapeText } from '../../../electron/report/markup.ts'
import { buildReport } from '../../../electron/report/model.ts'
import { reportInput } from './report-input.ts'

// Made for this test: every way out of text, attribute, title, style or SVG that we know, each in several spellings.
const scripts = [
  'alert(1)',
  'top.hit=1',
  'fetch(`//x`)',
  String.raw`\u0061lert(1)`,
  'import("//x")',
  'self["al"+"ert"](1)',
]
const shapes: readonly ((script: string) => string)[] = [
  (script) => `<script>${script}</script>`,
  (script) => `<ScRiPt >${script}</sCrIpT >`,
  (script) => `<script/x>${script}</script>`,
  (script) => `<script\n>${script}</script\t>`,
  (script) => `</title><script>${script}</script>`,
  (script) => `</style><script>${script}</script>`,
  (script) => `</svg></text></figure><script>${script}</script>`,
  (script) => `--><script>${script}</script><!--`,
  (script) => `]]><script>${script}</script>`,
  (script) => `"><script>${script}</script>`,
  (script) => `'><script>${script}</script>`,
  (script) => `<img src=x onerror=${script}>`,
  (script) => `<img src="x" onerror="${script}">`,
  (script) => `"><img src=x onerror=${script}>`,
  (script) => `<svg onload=${script}>`,
  (script) => `<svg><script>${script}</script></svg>`,
  (script) => `<svg><a xlink:href="javascript:${script}"><text y="9">x</text></a></svg>`,
  (script) => `<svg><animate onbegin=${script} attributeName=x dur=1s>`,
  (script) => `<svg><foreignObject><body onload=${script}>`,
  (script) => `<math><mtext></p><style><img src onerror=${script}></style>`,
  (script) => `<body onload=${script}>`,
  (script) => `<iframe srcdoc="&lt;script&gt;${script}&lt;/script&gt;"></iframe>`,
  (script) => `<iframe src="javascript:${script}"></iframe>`,
  (script) => `<object data="javascript:${script}"></object>`,
  (script) => `<embed src="data:text/html,<script>${script}</script>">`,
  (script) => `<a href="javascript:${script}">x</a>`,
  (script) => `<form action="javascript:${script}"><button>x`,
  (script) => `<base href="//x/"><link rel=stylesheet href="//x">`.concat(script),
  (script) => `<meta http-equiv=refresh content="0;url=javascript:${script}">`,
  (script) => `<details open ontoggle=${script}>`,
  (script) => `<input autofocus onfocus=${script}>`,
  (script) => `" onmouseover="${script}" x="`,
  (script) => `' onmouseover='${script}' x='`,
  (script) => `\` onmouseover=\`${script}\` x=\``,
  (script) => `" style="background:url(javascript:${script})" x="`,
  (script) => `<template><script>${script}</script></template>`,
  (script) => `<noscript><p title="</noscript><img src=x onerror=${script}>">`,
  (script) => `<\0script>${script}</\0script>`,
  (script) => `\u202e<script>${script}</script>\u2066`,
  (script) => `\ud800<script>${script}</script>`,
  (script) => `&lt;script&gt;${script}&lt;/script&gt;`,
  (script) => `&#60;script&#62;${script}`,
  (script) => `\${${script}}{{${script}}}`,
  (script) => `<!--><img src=x onerror=${script}>`,
  (script) => `<![CDATA[<script>${script}</script>]]>`,
]
const attacks = shapes.flatMap((shape) => scripts.map((script) => shape(script)))

/** Texts that the code itself compares or parses: they are never free text. */
const fixedKeys = new Set([
  'id', 'status', 'unit', 'better', 'verdict', 'of', 'kpi', 'side', 'state', 'kind', 'method', 'direction', 'hours',
  'channel', 'from', 'to', 'week', 'zone', 'code', 'firstDay', 'lastDay', 'subjectName', 'baselineName', 'country', 'holidays',
]) // prettier-ignore

/** Every free text of the input replaced, names of groups and record keys too. */
function poison<Value>(value: Value, attack: string, key = ''): Value {
  if (typeof value === 'string') return (fixedKeys.has(key) || key === 'channels' ? value : attack) as Value // same type
  if (Array.isArray(value)) return value.map((item: unknown) => poison(item, attack, key)) as Value // same shape
  if (typeof value !== 'object' || value === null) return value
  const isRecord = key === 'excluded' || key === 'ignoredKinds'
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [isRecord ? attack : name, poison(inner, attack, name)]),
  ) as Value // same shape
}

const elements = (page: Document): string =>
  [...page.querySelectorAll('*')].map((element) => element.localName).join(' ')

function inspect(page: Document): readonly string[] {
  const found: string[] = []
  for (const element of page.querySelectorAll('*')) {
    if (
      ['script', 'iframe', 'object', 'embed', 'form', 'input', 'base', 'link', 'img', 'a', 'template'].includes(
        element.localName,
      )
    ) {
      found.push(element.outerHTML)
    }
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name.includes(':') || name === 'href' || name === 'src')
        found.push(`${name}=${value}`)
      if (name === 'style') found.push(value)
    }
  }
  return found
}

describe('hostile text', () => {
  const request = { ...reportInput.request, withCustomers: true }
  const input = { ...reportInput, request }

  it('has at least 200 attacks', () => {
    expect(new Set(attacks).size).toBeGreaterThanOrEqual(200)
  })

  it('never becomes an element or an attribute, in any text field', () => {
    // One harmless name with as many kinds of brackets as letters keeps lengths, and with them labels, comparable.
    const harmless = new DOMParser().parseFromString(writeHtml(buildReport(poison(input, 'harmless'))), 'text/html')
    const expected = elements(harmless)
    // Several at once: escaping looks at single characters, and parsing hundreds of pages takes minutes.
    for (let first = 0; first < attacks.length; first += 15) {
      const attack = attacks.slice(first, first + 15).join(' ')
      const written = writeHtml(buildReport(poison(input, attack)))
      expect(written).not.toMatch(/<\/?\s*script/i)
      const page = new DOMParser().parseFromString(written, 'text/html')
      expect(inspect(page)).toEqual([])
      expect(elements(page)).toBe(expected)
    }
  }, 60_000)

  it('keeps the strict policy first', () => {
    const page = new DOMParser().parseFromString(writeHtml(buildReport(input)), 'text/html')
    const policy = page.head.querySelector('meta[http-equiv="Content-Security-Policy"]')
    expect(policy?.getAttribute('content')).toBe("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    expect(policy?.previousElementSibling?.getAttribute('charset')).toBe('utf-8')
  })

  it('loses what HTML forbids and what turns text around, and nothing else', () => {
    expect(escapeText('a\0b\u202ec\ud800d\ufffee')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde')
    expect(escapeText('Łukasz & "Ünïçø∂é" 👍🏽\n')).toBe('Łukasz &amp; &quot;Ünïçø∂é&quot; 👍🏽\n')
  })
})
