/**
 * Dialogs of the Chromium host. A test gives its answers in advance. A person gets what a browser offers: Chromium's own
 * file chooser for opening, and a question with the full path in it for saving, because a browser never tells a page (or
 * us) where a "save as" went.
 */
import path from 'node:path'
import type { OpenDialogOptions, OpenDialogReturnValue, SaveDialogOptions, SaveDialogReturnValue } from 'electron'
import type { ChromiumPage } from './chromium-page.ts'
import { dialogAnswers, options, seen } from './host-state.ts'

/** Where the page keeps the files of the chooser for the moment; removed afterwards. */
const chosenName = 'plumblineHostChosenFiles'

function nextAnswer(title: string): readonly string[] | null {
  const answer = dialogAnswers.shift()
  if (answer === undefined) throw new Error(`Nobody answers the dialog "${title}".`)
  return answer
}

async function choosePathsInPage(window: ChromiumPage, given: OpenDialogOptions): Promise<readonly string[] | null> {
  const extensions = given.filters?.flatMap((filter) => filter.extensions) ?? []
  const accept = extensions.includes('*') ? '' : extensions.map((extension) => `.${extension}`).join(',')
  const cdp = await window.page.context().newCDPSession(window.page)
  try {
    const expression = `new Promise((resolve) => {
      const input = Object.assign(document.createElement('input'), {
        type: 'file', accept: ${JSON.stringify(accept)}, multiple: ${String(given.properties?.includes('multiSelections') ?? false)},
      })
      input.addEventListener('change', () => { window.${chosenName} = [...input.files]; resolve(input.files.length) })
      input.addEventListener('cancel', () => resolve(0))
      input.click()
    })`
    // A file chooser opens only for the user's own gesture: the click that led here counts as one.
    const { result } = await cdp.send('Runtime.evaluate', { expression, awaitPromise: true, userGesture: true })
    const count = Number(result.value)
    const paths: string[] = []
    for (let index = 0; index < count; index += 1) {
      paths.push(await window.pathOfFile(`window.${chosenName}[${index}]`))
    }
    await cdp.send('Runtime.evaluate', { expression: `delete window.${chosenName}` })
    return count > 0 ? paths : null
  } finally {
    await cdp.detach()
  }
}

/** Playwright dismisses the questions of a page at once, unless somebody listens to them. */
const keepOpen = (): void => undefined

async function askPathInPage(window: ChromiumPage, given: SaveDialogOptions): Promise<readonly string[] | null> {
  window.page.on('dialog', keepOpen)
  try {
    const question = `${given.title ?? 'Save as'}: full path of the file (an existing file is replaced)`
    const answer = await window.page.evaluate(([question, suggestion]) => prompt(question, suggestion), [
      question,
      given.defaultPath ?? '',
    ] as const)
    return answer === null || answer.trim() === '' ? null : [path.resolve(answer.trim())]
  } finally {
    window.page.off('dialog', keepOpen)
  }
}

export async function showOpenDialog(window: ChromiumPage, given: OpenDialogOptions): Promise<OpenDialogReturnValue> {
  const title = given.title ?? ''
  seen.dialogs.push({ kind: 'open', title, defaultPath: given.defaultPath ?? null })
  const paths = options.current.isVisible ? await choosePathsInPage(window, given) : nextAnswer(title)
  return { canceled: paths === null, filePaths: [...(paths ?? [])] }
}

export async function showSaveDialog(window: ChromiumPage, given: SaveDialogOptions): Promise<SaveDialogReturnValue> {
  const title = given.title ?? ''
  seen.dialogs.push({ kind: 'save', title, defaultPath: given.defaultPath ?? null })
  const paths = options.current.isVisible ? await askPathInPage(window, given) : nextAnswer(title)
  return { canceled: paths === null, filePath: paths?.[0] ?? '' }
}
