/** Who may import whom, and that a KPI or a format is complete wherever it has to appear. */
import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportFormats } from '../electron/import/formats.ts'
import { version } from '../electron/version.ts'
import { kpiCatalogue, kpiIds } from '../shared/kpi.ts'

interface Rule {
  readonly name: string
  /** The importing files it is about. */
  readonly files: RegExp
  /** Files of this project that they may import; `$1` is the first group of `files`. */
  readonly mayImport: readonly string[]
  /** Packages and Node modules that they may load at run time; absent = any. */
  readonly packages?: RegExp
  /** An import that this rule must catch. */
  readonly planted: { readonly file: string; readonly imports: string }
}

const pageKit =
  /^(react|react-dom|react-chartjs-2|chart\.js|chartjs-|@mantine\/|@tabler\/|@tanstack\/|@fontsource|get-nonce|dayjs|zod)/

const rules: readonly Rule[] = [
  {
    name: 'shared imports nothing but itself',
    files: /^shared\//,
    mayImport: ['^shared/'],
    packages: /^(zod|luxon)$/,
    planted: { file: 'shared/x.ts', imports: '../electron/worker/client.ts' },
  },
  {
    name: 'shared runs anywhere',
    files: /^shared\//,
    mayImport: ['^shared/'],
    packages: /^(zod|luxon)$/,
    planted: { file: 'shared/x.ts', imports: 'node:fs' },
  },
  {
    name: 'components know no feature and no contract',
    files: /^renderer\/components\//,
    mayImport: ['^renderer/components/', '^shared/'],
    packages: pageKit,
    planted: { file: 'renderer/components/x.tsx', imports: '../api.ts' },
  },
  {
    name: 'features do not know each other',
    files: /^renderer\/features\/([^/]+)\//,
    mayImport: ['^renderer/features/$1/', '^renderer/components/', '^renderer/[^/]+$', '^shared/'],
    packages: pageKit,
    planted: { file: 'renderer/features/compare/x.tsx', imports: '../goals/target-dialog.tsx' },
  },
  {
    name: 'the page has no Node',
    files: /^renderer\//,
    mayImport: ['^renderer/', '^shared/'],
    packages: pageKit,
    planted: { file: 'renderer/app.tsx', imports: 'node:fs' },
  },
  {
    name: 'the preload knows the contract only',
    files: /^electron\/preload\.ts$/,
    mayImport: ['^shared/'],
    packages: /^electron/,
    planted: { file: 'electron/preload.ts', imports: './files.ts' },
  },
  {
    name: 'the main process reaches the engine through the data thread only',
    files: /^electron\/(?!preload|headless)[^/]+\.ts$/,
    mayImport: ['^electron/[^/]+$', '^electron/worker/(client|protocol)\\.ts$', '^shared/'],
    planted: { file: 'electron/main.ts', imports: './kpi/engine.ts' },
  },
  {
    name: 'the headless command reaches the engine through the data thread only',
    files: /^electron\/headless(\.ts$|\/)/,
    mayImport: [
      '^electron/headless/',
      '^electron/version\\.ts$',
      '^electron/worker/(client|protocol|failures)\\.ts$',
      '^shared/',
    ],
    packages: /^node:/,
    planted: { file: 'electron/headless/x.ts', imports: '../import/import-file.ts' },
  },
  {
    name: 'imports know the workspace, not what is measured',
    files: /^electron\/import\//,
    mayImport: ['^electron/import/', '^electron/workspace/', '^shared/'],
    planted: { file: 'electron/import/x.ts', imports: '../kpi/engine.ts' },
  },
  {
    name: 'the KPI engine knows the workspace, not the imports',
    files: /^electron\/kpi\//,
    mayImport: ['^electron/kpi/', '^electron/workspace/', '^shared/'],
    planted: { file: 'electron/kpi/x.ts', imports: '../import/keywords.ts' },
  },
  {
    name: 'definitions are pure',
    files: /^electron\/kpi\/definitions\//,
    mayImport: ['^electron/kpi/', '^shared/'],
    packages: /^$/,
    planted: { file: 'electron/kpi/definitions/x.ts', imports: 'better-sqlite3' },
  },
  {
    name: 'statistics are pure and know no KPI',
    files: /^electron\/kpi\/statistics\//,
    mayImport: ['^electron/kpi/statistics/', '^electron/kpi/cases\\.ts$', '^shared/'],
    packages: /^$/,
    planted: { file: 'electron/kpi/statistics/x.ts', imports: '../engine.ts' },
  },
  {
    name: 'reports are pure renderings',
    files: /^electron\/report\//,
    mayImport: ['^electron/report/', '^shared/'],
    packages: /^$/,
    planted: { file: 'electron/report/x.ts', imports: 'node:fs' },
  },
  {
    name: 'the workspace knows nobody',
    files: /^electron\/workspace\//,
    mayImport: ['^electron/workspace/', '^shared/'],
    planted: { file: 'electron/workspace/x.ts', imports: '../import/import-file.ts' },
  },
  {
    name: 'the sample company is made of plain files',
    files: /^electron\/sample\//,
    mayImport: ['^electron/sample/', '^shared/'],
    planted: { file: 'electron/sample/x.ts', imports: '../import/record.ts' },
  },
]

interface Import {
  readonly file: string
  /** A path of this project, or a package. */
  readonly target: string
  readonly isTypeOnly: boolean
}

const importLine = /^\s*(import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm

function importsOf(file: string, source: string): Import[] {
  return [...source.matchAll(importLine)].map(([, , type, target = '']) => ({
    file,
    target: target.startsWith('.') ? posix.join(posix.dirname(file), target) : target,
    isTypeOnly: type !== undefined,
  }))
}

function violations(rule: Rule, imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const match = rule.files.exec(one.file)
    if (match === null) return []
    const isOurs = /^(shared|electron|renderer|build|test)\//.test(one.target)
    const isAllowed = isOurs
      ? rule.mayImport.some((pattern) => new RegExp(pattern.replace('$1', match[1] ?? '')).test(one.target))
      : one.isTypeOnly || (rule.packages?.test(one.target) ?? true)
    return isAllowed ? [] : [`${one.file} imports ${one.target}`]
  })
}

const root = join(import.meta.dirname, '..')
const sources = globSync('{shared,electron,renderer}/**/*.{ts,tsx}', { cwd: root }).map((path) =>
  path.replaceAll('\\', '/'),
)
const allImports = sources.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')))

describe('who may import whom', () => {
  it('reads the imports at all', () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(allImports.length).toBeGreaterThan(300)
  })

  it.each(rules)('$name', (rule) => {
    expect(violations(rule, allImports)).toEqual([])
  })

  it.each(rules)('$name: a planted violation is found', (rule) => {
    const source = `import { x } from '${rule.planted.imports}'\n`
    expect(violations(rule, importsOf(rule.planted.file, source))).toHaveLength(1)
  })

  it('loads SQLite in the workspace only, and Electron in the main process and preload only', () => {
    const loads = (name: string): string[] =>
      allImports.filter((one) => one.target === name && !one.isTypeOnly).map((one) => one.file)
    expect(loads('better-sqlite3').filter((file) => !file.startsWith('electron/workspace/'))).toEqual([])
    expect(loads('electron').filter((file) => !/^electron\/[^/]+\.ts$/.test(file))).toEqual([])
  })
})

describe('the fixed top level', () => {
  it('holds nothing else', () => {
    const allowed =
      /^(electron|renderer|shared|build|test|package\.json|package-lock\.json|tsconfig\.json|electron-builder\.yml|README\.md|SECURITY\.md|LICENSE|CHANGELOG\.md|node_modules|dist|release|coverage|\..*)$/
    expect(readdirSync(root).filter((name) => !allowed.test(name))).toEqual([])
  })

  it('has one version', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(manifest).toMatchObject({ version })
  })
})

// The formatter pads table cells.
const readme = readFileSync(join(root, 'README.md'), 'utf8').replace(/ +/g, ' ')

describe('a KPI is complete', () => {
  it.each(kpiIds)('%s has its file and its README row', (id) => {
    expect(existsSync(join(root, `electron/kpi/definitions/${id}.ts`))).toBe(true)
    expect(readme).toContain(`| \`${id}\` | ${kpiCatalogue[id].title} |`)
  })

  it('no definition stands beside the catalogue', () => {
    const files = readdirSync(join(root, 'electron/kpi/definitions')).map((file) => file.replace(/\.ts$/, ''))
    expect(files.toSorted()).toEqual([...kpiIds].toSorted())
  })

  it.each(kpiIds)('%s has a hand-worked expectation', (id) => {
    const tests = globSync('test/electron/kpi/**/*.test.ts', { cwd: root })
    expect(tests.some((file) => readFileSync(join(root, file), 'utf8').includes(`'${id}'`))).toBe(true)
  })
})

describe('an export format is complete', () => {
  const ids = exportFormats.map((format) => format.id)
  it.each(ids)('%s has its file, its fixture and its README row', (id) => {
    expect(existsSync(join(root, `electron/import/formats/${id}.ts`))).toBe(true)
    expect(existsSync(join(root, `test/fixtures/${id}`))).toBe(true)
    expect(readme).toContain(`| \`${id}\` |`)
  })

  it('no format stands beside the registry', () => {
    const files = readdirSync(join(root, 'electron/import/formats')).map((file) => file.replace(/\.ts$/, ''))
    expect(files.toSorted()).toEqual([...ids].toSorted())
  })
})
