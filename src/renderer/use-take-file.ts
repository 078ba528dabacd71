import { useRef, useState } from 'react'
import { longestFile, readFileText } from './read-file-text.ts'
import { useWizard } from './wizard-context.ts'

export type FileProblem = 'unreadable' | 'several'

export interface FileTaker {
  readonly takeFiles: (files: readonly File[]) => void
  readonly takeText: (text: string) => void
  readonly isReading: boolean
  /** Why nothing was handed over. */
  readonly problem: FileProblem | null
}

/** More than a file system allows for one name. */
const longestName = 1000

/** Reads one file in the window and hands its text to main, which alone decides what it is. */
export function useTakeFile(): FileTaker {
  const { send } = useWizard()
  const [problem, setProblem] = useState<FileProblem | null>(null)
  const [isReading, setIsReading] = useState(false)
  const isBusy = useRef(false)

  const take = async (name: string | null, read: () => Promise<string>): Promise<void> => {
    if (isBusy.current) return
    isBusy.current = true
    setProblem(null)
    setIsReading(true)
    try {
      const text = await read().catch(() => null)
      if (text === null) setProblem('unreadable')
      else await send('takeFile', { name, text })
    } finally {
      isBusy.current = false
      setIsReading(false)
    }
  }

  return {
    takeFiles: ([file, ...others]) => {
      if (others.length > 0) setProblem('several')
      else if (file !== undefined) void take(file.name.slice(0, longestName) || null, () => readFileText(file))
    },
    takeText: (text) => void take(null, async () => text.slice(0, longestFile)),
    isReading,
    problem,
  }
}
