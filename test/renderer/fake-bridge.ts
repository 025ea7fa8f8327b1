/**
 * A typed stand-in for the Node side, for tests of screens and for looking at them without a host. It checks every
 * argument against the contract, so that a screen that sends something else fails here and not in the product.
 */
import { contract } from '../../shared/api.ts'
import type { Bridge, EventName, Events, Input, MethodName, Output, PickedFile } from '../../shared/api.ts'
import { AppError } from '../../shared/errors.ts'
import type { Reply } from '../../shared/errors.ts'
import type { ImportPreview, ImportSummary, MappingProfile, WorkspaceSummary } from '../../shared/model.ts'
import { listCases, listConversations, timelineOf } from './fake/conversations.ts'
import { channelReturns, contactLinks, decided, fakeOptOutReview } from './fake/customers.ts'
import { formats, pickedFiles, previewOf, summaryOf } from './fake/imports.ts'
import { fakeGoals, focusOf, goalsOf, previewTarget, withSaved } from './fake/goals.ts'
import { compare, computeDistributions, computeKpis, trendOf } from './fake/kpis.ts'
import { emptyWorkspace, fakeFacets, fakeWorkspace } from './fake/names.ts'
import { authors, contents, outline, specialFiles } from './fake/tables.ts'
import { bridgeOf } from './fake/vendors.ts'

type Handler<Name extends MethodName> = (input: Input<Name>) => Output<Name> | Promise<Output<Name>>

export interface FakeBridge {
  readonly bridge: Bridge
  /** Every call so far, in order. */
  readonly calls: readonly { readonly method: MethodName; readonly input: unknown }[]
  readonly emit: <Name extends EventName>(event: Name, payload: Events[Name]) => void
  /** As if the user chose the command in a native menu. */
  readonly command: (id: string) => void
  /** Replaces the answer of a method from now on. */
  readonly answer: <Name extends MethodName>(method: Name, handler: Handler<Name>) => void
}

interface Options {
  /** The workspace that is open at the start; null for the start screen. */
  readonly workspace?: WorkspaceSummary | null
  /** How long each answer takes, in milliseconds. */
  readonly delay?: number
}

export function makeFakeBridge(options: Options = {}): FakeBridge {
  let current: WorkspaceSummary | null = options.workspace === undefined ? fakeWorkspace : options.workspace
  const previews = new Map<string, ImportPreview>()
  const imports: ImportSummary[] = current?.isSample
    ? pickedFiles.slice(0, 2).map((file, index) => summaryOf(previewOf(file.fileId, {}), index + 1))
    : []
  let profiles: readonly MappingProfile[] = []
  let authorList = authors
  let goals = fakeGoals
  let optOutReview = fakeOptOutReview
  const calls: { method: MethodName; input: unknown }[] = []
  const listeners: { readonly [Name in EventName]: Set<(payload: Events[Name]) => void> } = {
    'import-progress': new Set(),
    'data-changed': new Set(),
  }
  const commandListeners = new Set<(id: string) => void>()

  const emit: FakeBridge['emit'] = (event, payload) => {
    for (const listener of listeners[event]) listener(payload)
  }
  const open = (workspace: WorkspaceSummary | null): void => {
    current = workspace
    emit('data-changed', { workspaceOpen: workspace !== null })
  }
  const needWorkspace = (): WorkspaceSummary => {
    if (!current) throw new AppError('workspace-not-open', 'No workspace is open.')
    return current
  }

  const handlers: { [Name in MethodName]: Handler<Name> } = {
    'app.info': () => ({ version: '0.1.0', platform: 'linux', host: 'chromium' }),
    'app.restartData': () => null,
    'files.chooseImports': () => pickedFiles,
    'files.chooseWorkspace': () => ({ fileId: 'workspace-9', name: 'Harbour Cycles.plumbline', byteCount: 9_400_000 }),
    'files.chooseNewWorkspace': () => ({ fileId: 'workspace-10', name: 'New client.plumbline', byteCount: 0 }),
    'files.chooseReport': ({ format }) => ({ fileId: 'report-1', name: `review.${format}`, byteCount: 0 }),
    'files.chooseImportFolder': () => null,
    'files.chooseProfile': () => null,
    'files.chooseProfileTarget': () => null,
    'files.chooseRejected': () => ({ fileId: 'rejected-1', name: 'rejected.csv', byteCount: 0 }),
    'files.showReport': () => null,
    'workspaces.recent': () => [
      {
        fileId: 'recent-1',
        name: 'Harbour Cycles',
        folder: '~/Clients',
        openedAt: Date.UTC(2026, 5, 29, 8),
        exists: true,
      },
      {
        fileId: 'recent-2',
        name: 'Lindqvist Dental',
        folder: '~/Clients/2026',
        openedAt: Date.UTC(2026, 5, 12, 14),
        exists: true,
      },
      { fileId: 'recent-3', name: 'Old pilot', folder: '/media/usb', openedAt: Date.UTC(2026, 1, 2, 9), exists: false },
    ],
    'workspaces.forget': () => null,
    'workspaces.create': ({ zone, country }) => {
      open({ ...emptyWorkspace, settings: { ...emptyWorkspace.settings, zone, country } })
      return needWorkspace()
    },
    'workspaces.open': () => {
      open({ ...fakeWorkspace, isSample: false })
      return needWorkspace()
    },
    'workspaces.openSample': () => {
      open(fakeWorkspace)
      return needWorkspace()
    },
    'workspaces.close': () => {
      open(null)
      return null
    },
    'workspaces.current': () => current,
    'workspaces.facets': () =>
      needWorkspace().lastDay ? fakeFacets : { channels: [], teams: [], agents: [], inboxes: [], sources: [] },
    'settings.save': (settings) => {
      open({ ...needWorkspace(), settings })
      return needWorkspace()
    },
    'imports.formats': () => formats,
    'imports.contents': ({ fileId }) => (fileId === specialFiles.archive.fileId ? contents : []),
    'imports.outline': () => outline,
    'imports.count': ({ previewId }) => {
      const preview = previews.get(previewId)
      if (!preview) throw new AppError('preview-outdated', 'The preview is no longer known.')
      return { ...preview, isComplete: true, rows: { ...preview.rows, read: 9_000_000, new: 9_000_000 } }
    },
    'profiles.list': () => profiles,
    'profiles.save': ({ name, previewId }) => {
      const preview = previews.get(previewId)
      if (!preview) throw new AppError('preview-outdated', 'The preview is no longer known.')
      const { headerFingerprint, choices } = preview
      const profile = { name, headerFingerprint: headerFingerprint ?? '', choices, savedAt: Date.UTC(2026, 5, 29, 9) }
      profiles = [profile, ...profiles.filter((each) => each.name !== name)]
      return null
    },
    'profiles.remove': ({ name }) => {
      profiles = profiles.filter((each) => each.name !== name)
      return null
    },
    'profiles.write': () => null,
    'profiles.read': () => ({ name: 'Head office' }),
    'authors.list': () => authorList,
    'authors.choose': ({ agent, kind }) => {
      const agents = authorList.agents.map((each) =>
        each.name === agent ? { ...each, kind: kind ?? each.guess, isChosen: kind !== null } : each,
      )
      authorList = { ...authorList, agents }
      return null
    },
    'authors.chooseText': ({ text, isAutomatic }) => {
      const automaticTexts = authorList.automaticTexts.map((each) =>
        each.text === text ? { ...each, isAutomatic: isAutomatic === true, isChosen: isAutomatic !== null } : each,
      )
      authorList = { ...authorList, automaticTexts }
      return null
    },
    'imports.preview': ({ fileId, choices }) => {
      const preview = previewOf(fileId, choices)
      previews.set(preview.previewId, preview)
      return preview
    },
    'imports.commit': ({ previewId }) => {
      const preview = previews.get(previewId)
      if (!preview) throw new AppError('preview-outdated', 'The preview is no longer known.')
      const summary = summaryOf(preview, imports.length + 1)
      imports.push(summary)
      open({
        ...fakeWorkspace,
        ...needWorkspace(),
        counts: fakeWorkspace.counts,
        firstDay: '2026-01-05',
        lastDay: '2026-06-28',
      })
      return summary
    },
    'imports.cancel': () => null,
    'imports.list': () => [...imports].reverse(),
    'imports.undo': ({ importId }) => {
      const index = imports.findIndex((each) => each.id === importId)
      if (index < 0) throw new AppError('not-found', `There is no import ${importId}.`)
      imports.splice(index, 1)
      open(needWorkspace())
      return needWorkspace()
    },
    'imports.saveRejected': () => ({ rows: 3 }),
    'contacts.links': () => contactLinks,
    'contacts.link': ({ address, other }) => ({ address, other }),
    'contacts.unlink': ({ address, other }) => ({ address, other }),
    'optOuts.review': () => optOutReview,
    'optOuts.decide': ({ id, isOptOut }) => {
      optOutReview = decided(optOutReview, id, isOptOut)
      return null
    },
    'kpis.cases': listCases,
    'kpis.channelReturns': () => channelReturns,
    'kpis.compute': computeKpis,
    'kpis.distribution': computeDistributions,
    'kpis.trend': ({ kpi, by, selection, hours }) => trendOf(kpi, by, { selection, hours }),
    'goals.list': (request) => goalsOf(request, goals),
    'goals.save': (draft) => {
      const saved = withSaved(goals, draft)
      goals = saved.goals
      return { id: saved.id }
    },
    'goals.remove': ({ id }) => {
      goals = goals.filter((goal) => goal.id !== id)
      return null
    },
    'goals.measureAgain': () => null,
    'focus.list': focusOf,
    'goals.preview': previewTarget,
    'goals.setTarget': () => null,
    'goals.clearTarget': () => null,
    'comparisons.run': compare,
    'vendors.bridge': bridgeOf,
    'conversations.list': (query) =>
      needWorkspace().lastDay ? listConversations(query) : { rows: [], total: 0, next: null },
    'conversations.timeline': ({ id }) => timelineOf(id),
    'reports.preview': () => ({
      html: '<!doctype html><html lang="en"><title>Review</title><body><h1>SMS against web chat</h1></body></html>',
    }),
    'reports.write': ({ format }) => ({ file: `review.${format}`, byteCount: 48_200 }),
  }

  async function invoke(method: MethodName, input: unknown): Promise<Reply<unknown>> {
    calls.push({ method, input })
    if (options.delay) await new Promise((resolve) => setTimeout(resolve, options.delay))
    const parsed = contract[method].input.safeParse(input)
    if (!parsed.success) return { ok: false, code: 'argument-invalid', message: parsed.error.message, details: {} }
    try {
      // The schema of this very method has just passed; TypeScript cannot follow the pairing through a variable.
      const handler = handlers[method] as (input: unknown) => unknown
      return { ok: true, value: await handler(input) }
    } catch (cause) {
      if (cause instanceof AppError)
        return { ok: false, code: cause.code, message: cause.message, details: cause.details }
      throw cause
    }
  }

  const bridge: Bridge = {
    invoke,
    on: (event, listener) => {
      listeners[event].add(listener)
      return () => listeners[event].delete(listener)
    },
    adopt: async (files) => ({
      ok: true,
      value: files.map((file, index): PickedFile => {
        const name = file instanceof File ? file.name : 'dropped'
        const known = pickedFiles.find((each) => each.name === name)
        return known ?? { fileId: `dropped-${index}`, name, byteCount: file instanceof File ? file.size : 0 }
      }),
    }),
    onCommand: (listener) => {
      commandListeners.add(listener)
      return () => commandListeners.delete(listener)
    },
  }

  return {
    bridge,
    calls,
    emit,
    command: (id) => {
      for (const listener of commandListeners) listener(id)
    },
    answer: (method, handler) => {
      // Assigning through a variable key: `method` and `handler` are of one Name, the mapped type cannot show it.
      ;(handlers as Record<MethodName, unknown>)[method] = handler
    },
  }
}
