/** Which workspaces were open lately: a small JSON file beside the app's other data, replaced as a whole. */
import { open, readFile, rename, unlink } from 'node:fs/promises'
import { z } from 'zod'

export interface RecentEntry {
  readonly path: string
  readonly openedAt: number
}

const maxEntries = 12
const storedEntries = z.array(z.strictObject({ path: z.string().min(1), openedAt: z.number() }))

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function parse(text: string): readonly RecentEntry[] | null {
  try {
    return storedEntries.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Newest first. A list that cannot be understood is set aside under another name, never overwritten. */
export async function readRecent(file: string): Promise<readonly RecentEntry[]> {
  const text = await readText(file)
  if (text === null) return []
  const entries = parse(text)
  if (entries) return entries
  await rename(file, `${file}.unreadable`)
  return []
}

async function writeRecent(file: string, entries: readonly RecentEntry[]): Promise<void> {
  const draft = `${file}.new`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(JSON.stringify(entries, null, 2))
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    await rename(draft, file)
  } catch (error) {
    await unlink(draft)
    throw error
  }
}

export async function rememberRecent(file: string, entry: RecentEntry): Promise<void> {
  const others = (await readRecent(file)).filter((other) => other.path !== entry.path)
  await writeRecent(file, [entry, ...others].slice(0, maxEntries))
}

export async function forgetRecent(file: string, path: string): Promise<void> {
  const entries = await readRecent(file)
  await writeRecent(
    file,
    entries.filter((entry) => entry.path !== path),
  )
}
