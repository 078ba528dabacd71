/** One exchange as it is kept: what was asked, and the answer, without anybody's names, keys and hosts. */
import { isMembers, jsonOf, textIn } from '../answer-items.ts'
import type { Exchange, FullReply } from '../exchange.ts'
import { removed } from './redaction.ts'
import { type Recorder, remakeAnswer } from './remade-answer.ts'

export interface RecordedExchange {
  readonly format: 'activation-wizard/exchange'
  readonly version: 1
  readonly step: string
  readonly request: {
    readonly method: string
    /** Without host; `token` for the token endpoint, which has an address of its own. */
    readonly path: string
    readonly query: Readonly<Record<string, string>>
    readonly headers: Readonly<Record<string, string>>
    /** JSON value of the body; that of a request file is decoded. null where there is none that can be told. */
    readonly body: unknown
  }
  /** null where no reply came. */
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  } | null
  /** Code of the failure where no reply came. */
  readonly failure: string | null
}

export function toRecorded({ step, request, reply, failure }: Exchange, recorder: Recorder): RecordedExchange {
  const { input, redaction } = recorder
  const { baseUrl } = input.configuration.api
  const url = new URL(request.url)
  const query = [...url.searchParams].map(([name, value]): [string, string] => [name, redaction.text(value)])
  const isApi = request.url.startsWith(`${baseUrl}/api/v4/`)
  return {
    format: 'activation-wizard/exchange',
    version: 1,
    step,
    request: {
      method: request.method,
      path: isApi ? (request.url.slice(baseUrl.length).split('?')[0] ?? '') : 'token',
      query: Object.fromEntries(query),
      headers: toRequestHeaders(request.headers),
      body: redaction.json(bodyOf(request.body)),
    },
    response: reply === null ? null : { status: reply.status, ...toResponse(reply, recorder) },
    failure: failure?.code ?? null,
  }
}

const sentAsTheyAre = new Set(['Accept', 'Content-Type', 'Date'])

function toRequestHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers)
  return Object.fromEntries(entries.map(([name, value]) => [name, sentAsTheyAre.has(name) ? value : removed]))
}

/** JSON, or JSON in Base64, alone or as the field of a form; null for anything else. */
function bodyOf(body: string | null): unknown {
  const carried = /[A-Za-z0-9+/]{100,}={0,2}/.exec(body ?? '')?.[0]
  const coded = carried === undefined ? null : parse(Buffer.from(carried, 'base64').toString('utf8'))
  return parse(body ?? '') ?? coded
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Headers that belong to nobody, with the form that their values must have to stay. */
const shownHeaders: Readonly<Record<string, RegExp>> = {
  'content-type': /^[a-z/+.-]{1,60}(?:; ?charset=[a-z\d-]{1,20})?$/i,
  date: /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  'retry-after': /^\d{1,6}$/,
}

function toResponse(reply: FullReply, recorder: Recorder): { headers: Record<string, string>; body: string } {
  const { body, signature } = toBody(reply, recorder)
  const shown = reply.headers.flatMap(([name, value]): [string, string][] => {
    const form = Object.hasOwn(shownHeaders, name) ? shownHeaders[name] : undefined
    return form === undefined ? [] : [[name, form.test(value) ? value : removed]]
  })
  return {
    headers: Object.fromEntries([...shown, ...(signature === null ? [] : [['licensesignature', signature]])]),
    body,
  }
}

function toBody(reply: FullReply, recorder: Recorder): { body: string; signature: string | null } {
  const json = jsonOf(reply)
  const text = Buffer.from(reply.bytes.subarray(0, 100)).toString('utf8').trim()
  if (/^"?license_deactivated"?$/.test(text)) return { body: text, signature: null }
  if (json === undefined) return { body: removed, signature: null }
  return reply.status >= 400 ? { body: toErrorBody(json), signature: null } : remakeAnswer(reply, recorder)
}

/** The code is a word of the protocol; a message may quote whatever was sent. */
function toErrorBody(json: unknown): string {
  const code = textIn(json, 'code') ?? textIn(json, 'error')
  const status = isMembers(json) && typeof json['status'] === 'number' ? { status: json['status'] } : {}
  const shown = code !== null && /^[a-z_]{3,60}$/i.test(code) ? code : removed
  return JSON.stringify({ ...status, code: shown, message: removed })
}
