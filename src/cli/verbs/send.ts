import { basename } from 'node:path'
import { sortFile } from '../../core/brought-file.ts'
import { done, failed, type Outcome } from '../../engine/result/outcome.ts'
import { UsageError } from '../../engine/result/usage-problem.ts'
import { makeFailure } from '../../shared/failure.ts'
import { readCarriedFile } from '../carried-file.ts'
import type { CliWizard } from '../compose.ts'
import { checkOutPlace } from '../out-place.ts'
import { looking, scopeOf, settle, type VerbContext } from '../verb-context.ts'
import { sendRequestFolder } from './send-folder.ts'

/** The connected side: sends the request file of another computer, and writes the answer for it. */
export async function send(context: VerbContext): Promise<Outcome> {
  const { settings, io, file, stop } = context
  if (settings.requestFolder !== null) return sendRequestFolder(context, settings.requestFolder)
  if (settings.callsPerMinute !== null) throw new UsageError('with-folder-only', { name: '--rate' })
  const out = checkOutPlace(settings.out ?? io.workingFolder, settings.force)
  const read = await readCarriedFile(file, stop)
  if (!read.ok) return failed(read.failure)
  const text = read.value
  const sorted = sortFile(text)
  // For this computer it would be a file of another one; here it is simply none that can be sent.
  if (sorted.ok && sorted.value.kind !== 'request') return failed(makeFailure('malformed-request'))
  return looking(
    context,
    scopeOf(context),
    async (wizard) => {
      await wizard.answers.take(basename(file), text)
      const { page } = wizard.session.state
      if (page.step === 'send-review') return sendShown(context, wizard)
      if (page.step !== 'failure') return failed(makeFailure('malformed-request'))
      const { code, details } = page.failure
      return failed(code === 'malformed-answer' ? makeFailure('malformed-request', details) : page.failure)
    },
    out,
  )
}

async function sendShown({ stop }: VerbContext, wizard: CliWizard): Promise<Outcome> {
  wizard.sending.send()
  const settled = await settle(wizard, stop, 'answer-ready', 'seat-freed')
  if (!settled.ok) return failed(settled.failure)
  if (settled.value.step === 'seat-freed') {
    return done('seat-freed', { computer: settled.value.computer })
  }
  await wizard.sending.save()
  const { page } = wizard.session.state
  const { made } = page.step === 'answer-ready' ? page : settled.value
  if (made.problem !== null) return failed(made.problem)
  if (made.savedTo === null) return failed(makeFailure('internal'))
  return done('answer-written', { file: made.savedTo, computer: made.content.computer })
}
