/** An installed Chromium or Chrome, by its usual names. Nothing is ever downloaded. */
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]

function usualPlaces(platform: string, env: NodeJS.ProcessEnv): readonly string[] {
  const programs = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
    (folder) => folder !== undefined,
  )
  switch (platform) {
    case 'darwin':
      return [
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ]
    case 'win32':
      return programs.flatMap((folder) => [
        path.join(folder, 'Google/Chrome/Application/chrome.exe'),
        path.join(folder, 'Chromium/Application/chrome.exe'),
        path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ])
    default:
      return (env['PATH'] ?? '')
        .split(path.delimiter)
        .flatMap((folder) => commandNames.map((name) => path.join(folder, name)))
  }
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The file to run, or null. The variable PLUMBLINE_CHROMIUM names one that lies elsewhere. */
export function findChromium(platform: string = process.platform, env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env['PLUMBLINE_CHROMIUM']
  return [...(named ? [named] : []), ...usualPlaces(platform, env)].find(canRun) ?? null
}
