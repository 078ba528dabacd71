import { basename } from 'node:path'
import { failed, licensed, type Outcome } from '../../engine/result/outcome.ts'
import { makeFailure } from '../../shared/failure.ts'
import { readCarriedFile } from '../carried-file.ts'
import { changing, scopeOf, type VerbContext } from '../verb-context.ts'

/** Takes an answer or a refresh file. The earlier license stays until the new one has been read back. */
export async function importFile(context: VerbContext): Promise<Outcome> {
  const read = await readCarriedFile(context.file, context.stop)
  if (!read.ok) return failed(read.failure)
  const text = read.value
  return changing(context, scopeOf(context, 'requests'), async (wizard) => {
    await wizard.answers.take(basename(context.file), text)
    const shown = wizard.session.state.page
    if (shown.step === 'failure') return failed(shown.failure)
    if (shown.step !== 'answer-preview') return failed(makeFailure('malformed-answer-is-request'))
    if (context.stop.signal.aborted) return failed(makeFailure('cancelled'))
    if (shown.judged.isTaken) return licensed('already-imported', shown.overview, wizard.scope)
    await wizard.answers.accept()
    const { page, current } = wizard.session.state
    if (page.step === 'failure') return failed(page.failure)
    return current === null ? failed(makeFailure('internal')) : licensed('imported', current, wizard.scope)
  })
}
