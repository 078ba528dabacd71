/** `summary.csv`: a row for each request, added as it happens and on the disk before the request is moved. */
import type { FileHandle } from 'node:fs/promises'
import { toCsvRow } from '../../core/csv-row.ts'
import { openToAppend } from '../whole-file.ts'
import type { SentRequest } from './sent-request.ts'

export const summaryFileName = 'summary.csv'

const columns = [
  ...(['request', 'kind', 'computer', 'hardwareId', 'outcome'] as const),
  ...(['failureCode', 'reference', 'answerFile', 'at'] as const),
]

export interface SummaryFile {
  readonly add: (sent: SentRequest) => Promise<void>
  readonly close: () => Promise<void>
}

/** Throws where the file cannot be written. */
export async function openSummaryFile(path: string): Promise<SummaryFile> {
  const file = await openToAppend(path)
  const { size } = await file.stat()
  if (size === 0) await file.appendFile(toCsvRow(columns))
  else if (!(await endsWithLine(file, size))) await file.appendFile('\r\n')
  return {
    add: async ({ request, kind, computer, hardwareId, outcome, failure, answerFile, at }) => {
      const said = [failure?.code ?? null, failure?.reference ?? null]
      await file.appendFile(toCsvRow([request, kind, computer, hardwareId, outcome, ...said, answerFile, at]))
      await file.sync()
    },
    close: () => file.close(),
  }
}

/** False after a run that was killed while it wrote a row. */
async function endsWithLine(file: FileHandle, size: number): Promise<boolean> {
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer[0] === 0x0a
}
