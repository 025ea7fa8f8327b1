/** The cards of many exports: from a hundred on only those near the window are in the page, which scrolls as a whole. */
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { QueuedExport } from './queued-export.ts'

const virtualFrom = 100
/** A closed card, until it has been measured. */
const cardHeight = 52
const gap = 8

interface CardListProps {
  readonly entries: readonly QueuedExport[]
  readonly card: (entry: QueuedExport) => ReactNode
}

export function CardList({ entries, card }: CardListProps) {
  return entries.length > virtualFrom ? <LongList entries={entries} card={card} /> : entries.map(card)
}

function LongList({ entries, card }: CardListProps) {
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  // Where the keyboard is: that card and its neighbours stay in the page, so that Tab goes on from there.
  const [focused, setFocused] = useState<number | null>(null)
  useLayoutEffect(() => {
    const place = (): void => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    place()
    // What stands above grows and shrinks as well.
    const observer = new ResizeObserver(place)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  useLayoutEffect(() => {
    const element = list.current
    const enter = ({ target }: FocusEvent): void => {
      const item = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null
      setFocused(item === null ? null : Number(item.dataset['index']))
    }
    const leave = (): void => setFocused(null)
    element?.addEventListener('focusin', enter)
    element?.addEventListener('focusout', leave)
    return () => {
      element?.removeEventListener('focusin', enter)
      element?.removeEventListener('focusout', leave)
    }
  }, [])
  const virtualizer = useWindowVirtualizer({
    count: entries.length,
    getItemKey: (index) => entries[index]?.id ?? index,
    estimateSize: () => cardHeight,
    gap,
    overscan: 12,
    scrollMargin: top,
    rangeExtractor: (range) => {
      const visible = defaultRangeExtractor(range)
      const near = focused === null ? [] : [focused - 1, focused, focused + 1]
      const kept = near.filter((index) => index >= 0 && index < range.count)
      return [...new Set([...visible, ...kept])].toSorted((left, right) => left - right)
    },
  })
  return (
    <ul ref={list} className="pl-card-list" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const entry = entries[index]
        return (
          entry && (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-setsize={entries.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              {card(entry)}
            </li>
          )
        )
      })}
    </ul>
  )
}
