/** Layers `clock` and `api`: both read from one reply. */
import { clockToleranceMinutes, readClock } from '../../core/connection-clock.ts'
import { isFromApi, judgeReply } from '../../core/connection-reply.ts'
import type { RawReply } from '../../core/raw-reply.ts'
import type { Examination } from './examination.ts'
import { askApi } from './http-exchange.ts'
import type { Passage } from './passage.ts'

/** Notes what came back over `passage`. */
export async function judgeAnswer(examination: Examination, passage: Passage): Promise<void> {
  const asked =
    passage.kind === 'reply'
      ? passage.asked
      : await examination.probe((signal) => askApi(passage.socket, examination.target, signal))
  const { host, port } = examination.target
  if (!asked.ok) {
    examination.failByNetwork('api', { host, port }, asked)
    return
  }
  const reply = asked.value
  const now = examination.ports.now()
  const failure = judgeReply(reply, now)
  const facts = { host, port, httpStatus: reply.status }
  if (failure === null) examination.pass('api', facts)
  else examination.fail('api', facts, failure.code)
  noteClock(examination, reply, now)
}

/** The clock of a portal or a gateway is not the license server's: only the API's own reply counts. */
function noteClock(examination: Examination, reply: RawReply, now: Date): void {
  if (!isFromApi(reply, now)) return
  const hadTimeTrouble = examination.findings.some(({ layer, facts }) => layer === 'tls' && facts.certificateProblem)
  const tolerance = hadTimeTrouble ? 0 : (examination.options.clockToleranceMinutes ?? clockToleranceMinutes)
  const clock = readClock(reply.date, now, tolerance)
  if (clock === null) return
  const { minutes, serverTimeAt, isWrong } = clock
  if (isWrong) examination.fail('clock', { minutes, serverTimeAt }, 'refused-date-header-diff')
  else examination.pass('clock', { minutes, serverTimeAt })
}
