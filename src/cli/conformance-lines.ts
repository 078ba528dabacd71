/** The table of a conformance run: what differs first, then what holds, then what was not seen. At most 140 columns. */
import type { ConformanceResult } from '../engine/result/conformance-result.ts'
import type { Translate } from '../shared/translate.ts'
import { toColumns } from './help-text.ts'

type Finding = ConformanceResult['findings'][number]

const order: readonly Finding['verdict'][] = ['differs', 'holds', 'not-seen']
/** Of the cells that hold sentences. */
const widths = { saw: 52, reliesOn: 40 } as const

export function toConformanceLines(report: ConformanceResult, t: Translate): string[] {
  const { findings, untried, device, server, calls, record } = report
  const sorted = order.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict))
  const facts: [string, string][] = [
    [t('cli.conformance.server'), server],
    [t('cli.conformance.calls'), String(calls)],
    [t('cli.conformance.device'), device.hardwareId],
    [t('cli.conformance.seat'), t(`cli.conformance.seats.${device.seat}`)],
    ...(record === null ? [] : [[t('cli.conformance.record'), record] as [string, string]]),
  ]
  return [
    ...toColumns(facts),
    '',
    ...toTable([headOf(t), ...sorted.flatMap((finding) => toRows(finding, t))]),
    '',
    `${t('cli.conformance.untried')}:`,
    ...toColumns(untried.map(({ id, reason }) => [id, reason] as const)),
  ]
}

type Row = readonly [string, string, string, string]

function headOf(t: Translate): Row {
  return [
    t('cli.conformance.verdict'),
    t('cli.conformance.question'),
    t('cli.conformance.saw'),
    t('cli.conformance.reliesOn'),
  ]
}

/** As many lines as the longest cell needs; the question is above the two cells that answer it. */
function toRows({ id, question, saw, reliesOn, verdict, isNeeded }: Finding, t: Translate): Row[] {
  const cells = { saw: wrap(saw, widths.saw), reliesOn: wrap(reliesOn, widths.reliesOn) }
  const questionLines = wrap(question, 34)
  const heads = [`${t(`cli.conformance.verdicts.${verdict}`)}${isNeeded ? ' *' : ''}`]
  const names = [id, ...questionLines]
  const height = Math.max(names.length, cells.saw.length, cells.reliesOn.length)
  return Array.from(
    { length: height },
    (_, at): Row => [heads[at] ?? '', names[at] ?? '', cells.saw[at] ?? '', cells.reliesOn[at] ?? ''],
  )
}

function toTable(rows: readonly Row[]): string[] {
  const columns = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(columns[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const [head = '', ...rest] = lines
  const width = Math.max(...lines.map((line) => line.length))
  return [head, '-'.repeat(width), ...rest]
}

/** `text` in lines of at most `width`, unless a word is longer. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
