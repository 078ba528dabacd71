import { basename } from 'node:path'
import { readFileText } from '../../core/file-text.ts'
import { failed, licensed, type Outcome } from '../../engine/result/outcome.ts'
import { type Failure, makeFailure } from '../../shared/failure.ts'
import { readCarriedFile } from '../carried-file.ts'
import type { CliWizard } from '../compose.ts'
import { changing, scopeOf, type VerbContext } from '../verb-context.ts'

/** Takes an answer or a refresh file. The earlier license stays until the new one has been read back. */
export async function importFile(context: VerbContext): Promise<Outcome> {
  const read = await readCarriedFile(context.file, context.stop)
  if (!read.ok) return failed(read.failure)
  const text = read.value
  return changing(context, scopeOf(context, 'requests'), async (wizard) => {
    await wizard.answers.take(basename(context.file), text)
    const shown = wizard.session.state.page
    if (shown.step === 'failure') return refused(wizard, text, shown.failure)
    if (shown.step !== 'answer-preview') return failed(makeFailure('malformed-answer-is-request'))
    if (context.stop.signal.aborted) return failed(makeFailure('cancelled'))
    await wizard.answers.accept()
    const { page, current } = wizard.session.state
    if (page.step === 'failure') return failed(page.failure)
    return current === null ? failed(makeFailure('internal')) : licensed('imported', current, wizard.scope)
  })
}

/** An answer that is used up and in place: the command was run a second time. */
function refused({ session, scope }: CliWizard, text: string, failure: Failure): Outcome {
  const { current } = session.state
  if (current === null) return failed(failure)
  const isInPlace =
    failure.code === 'not-ours-used-answer' && keptTexts(session.options.store.text()).includes(plain(text))
  return isInPlace ? licensed('already-imported', current, scope) : failed(failure)
}

function plain(text: string): string {
  const file = readFileText(text)
  return file.kind === 'json' ? file.text : ''
}

/** The signed texts in a license file, unverified: `current` has told already that they are good. */
function keptTexts(file: string | null): string[] {
  const bodies = [...(file ?? '').matchAll(/"body":\s*"([A-Za-z0-9+/=]+)"/g)]
  return bodies.map((match) => plain(Buffer.from(match[1] ?? '', 'base64').toString('utf8')))
}
