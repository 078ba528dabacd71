import type { ItNote } from '../core/connection-note.ts'
import type { Translate } from '../shared/translate.ts'

/** The note behind *Copy note for IT*: what to open and why, one `label: value` a line. Holds nothing secret. */
export function toDiagnosisReport(note: ItNote, t: Translate): string {
  const { failedLayer, issuer, certificateProblem, proxy } = note
  const lines: [string, string | number | null][] = [
    [t('doctor.note.host'), `${note.protocol}://${note.host}:${note.port}`],
    [t('doctor.note.layer'), failedLayer === null ? t('doctor.note.free') : t(`doctor.layer.${failedLayer}`)],
    [t('failure.detail.code'), note.code],
    [t('doctor.note.proxy'), proxy === null ? null : `${proxy.scheme}://${proxy.host}:${proxy.port}`],
    [t('doctor.note.signIn'), note.signInSchemes.join(', ')],
    [t('doctor.note.addresses'), note.addresses.join(', ')],
    [t('doctor.note.issuer'), issuer?.organization ?? issuer?.commonName ?? null],
    [t('doctor.note.certificate'), certificateProblem === null ? null : t(`doctor.certificate.${certificateProblem}`)],
    [t('doctor.note.minutes'), note.minutes],
    [t('failure.detail.httpStatus'), note.httpStatus],
    [t('failure.detail.networkCode'), note.networkCode],
    [t('failure.detail.ourComputer'), note.computer],
    [t('failure.detail.application'), note.product],
    [t('failure.detail.time'), note.testedAt],
  ]
  const known = lines.filter(([, value]) => value !== null && value !== '')
  return `${[t('doctor.note.please'), '', ...known.map(([label, value]) => `${label}: ${value}`)].join('\n')}\n`
}
