/** What an installer, or the product, tells the window when it starts it. Documented in docs/embedding.md. */
import { isAbsolute, resolve } from 'node:path'
import { checkResultPlace, namedResultFile } from '../engine/result/result-file.ts'
import { UsageError, type UsageProblem } from '../engine/result/usage-problem.ts'

export interface Embedding {
  readonly isFromInstaller: boolean
  /** Full path of the file that is to be told how the window ended; null where nobody asked. */
  readonly resultFile: string | null
}

export type EmbeddingRead =
  | { readonly ok: true; readonly embedding: Embedding; readonly rest: readonly string[] }
  /** `resultFile` is told of the problem, as far as it can be known. */
  | { readonly ok: false; readonly problem: UsageProblem; readonly resultFile: string | null }

const fileOption = '--result-file'
const installerOption = '--from-installer'

/**
 * Reads `args`, which are without the program, and gives the others back as they are: switches are Chromium's, words are
 * files and links. The place of the result file is tried, before anything is shown: a result that nobody gets would have
 * to be guessed.
 */
export function readEmbedding(args: readonly string[], workingFolder: string): EmbeddingRead {
  try {
    const { installers, files, rest } = sort(args)
    if (installers > 1) throw new UsageError('twice', { name: installerOption })
    if (files.length > 1) throw new UsageError('twice', { name: fileOption })
    const [file] = files
    const resultFile = file === undefined || isAbsolute(file) ? (file ?? null) : resolve(workingFolder, file)
    if (resultFile !== null) checkResultPlace(resultFile)
    return { ok: true, embedding: { isFromInstaller: installers === 1, resultFile }, rest }
  } catch (error) {
    if (error instanceof UsageError) {
      return { ok: false, problem: error.problem, resultFile: namedResultFile(args, workingFolder) }
    }
    throw error
  }
}

interface Sorted {
  installers: number
  readonly files: string[]
  readonly rest: string[]
}

function sort(args: readonly string[]): Sorted {
  const sorted: Sorted = { installers: 0, files: [], rest: [] }
  const left = [...args]
  for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
    if (arg === installerOption) sorted.installers += 1
    else if (arg.startsWith(`${installerOption}=`)) throw new UsageError('no-value', { name: installerOption })
    else if (arg === fileOption) sorted.files.push(toFile(left.shift()))
    else if (arg.startsWith(`${fileOption}=`)) sorted.files.push(toFile(arg.slice(fileOption.length + 1)))
    else sorted.rest.push(arg)
  }
  return sorted
}

/** What begins like a switch is one: the name was left out. */
function toFile(value: string | undefined): string {
  if (value === undefined || value === '' || value.startsWith('-')) {
    throw new UsageError('missing-value', { name: fileOption })
  }
  return value
}
