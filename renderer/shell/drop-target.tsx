/**
 * The whole window takes files. Own listeners rather than a drop-zone library: the Node side needs the very `File` objects
 * of the drop event to find their paths, and an unhandled drop would navigate the window.
 */
import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import './drop-target.css'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true

interface DropTargetProps {
  readonly onFiles: (files: readonly File[]) => void
}

export function DropTarget({ onFiles }: DropTargetProps) {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    function over(event: DragEvent): void {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    function leave(event: DragEvent): void {
      // Without a related target the pointer has left the window; otherwise it only crossed an element.
      if (event.relatedTarget === null) setOver(false)
    }
    function drop(event: DragEvent): void {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) onFiles(files)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [onFiles])

  if (!isOver) return null
  return (
    <output className="pl-drop">
      <IconFileImport aria-hidden size={32} stroke={1.25} />
      Drop to import
    </output>
  )
}
