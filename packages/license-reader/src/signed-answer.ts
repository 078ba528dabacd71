/**
 * The licenses of an answer file, once an RSA signature is found to cover all of them: the bundle's over the list, or
 * its own on every license. What the bundle's covers is not documented, so a closed list of texts is tried.
 */
import type { KeyObject } from 'node:crypto'
import { type Cut, cutList, cutObject, joinWithout, valueIn } from './json-cuts.ts'
import { isSigned } from './public-key.ts'

interface Item {
  readonly text: string
  readonly cuts: readonly Cut[]
}

interface Answer {
  /** `refresh`: one license that takes the place of an earlier one. */
  readonly road: 'offline' | 'refresh'
  readonly cuts: readonly Cut[]
  /** The list as it stands; null where the licenses are members of a map, or one alone. */
  readonly list: string | null
  readonly items: readonly Item[]
}

const bundleSignature = 'bundle_signature_v2'
const itemSignature = 'license_signature_v2'
/** An answer's license is signed without both, a refresh without its own: neither passes for the other. */
const leftOut = { offline: ['license_signature', itemSignature], refresh: [itemSignature] } as const

/** Licenses that are all signed. */
export interface SignedList {
  readonly road: 'online' | 'offline' | 'refresh'
  /** JSON text. */
  readonly list: string
  /**
   * `whole`: one signature covers all, each `license_signature` too. `list`: it covers all but the signatures inside.
   * `items`: each license has its own.
   */
  readonly covered: 'whole' | 'list' | 'items'
}

/** The list of licenses; null where they are not all signed. `text` is JSON. */
export function verifyAnswer(text: string, key: KeyObject): SignedList | null {
  const answer = readAnswer(text)
  if (answer === null) return null
  const covered = coveredByBundle(answer, key)
  if (covered === null && !answer.items.every((item) => isItemSigned(item, answer, key))) return null
  const list = `[${answer.items.map((item) => item.text).join(',')}]`
  return { road: answer.road, list, covered: covered ?? 'items' }
}

function readAnswer(text: string): Answer | null {
  const cuts = cutObject(text)
  if (cuts === null || cuts.length === 0) return null
  const list = valueIn(cuts, 'licenses')
  const isSingle = list === null && valueIn(cuts, 'product_details') !== null
  const texts = list !== null ? (cutList(list) ?? []) : isSingle ? [text] : cuts.map(({ value }) => value)
  // In a list, a license without `product_details` cannot be judged, and the others can.
  const isList = list !== null && texts.some((item) => toItem(item, false).length > 0)
  const items = texts.flatMap((item) => toItem(item, isList))
  if (items.length === 0 || items.length !== texts.length) return null
  return { road: isSingle ? 'refresh' : 'offline', cuts, list, items }
}

function toItem(text: string, isListed: boolean): Item[] {
  const cuts = cutObject(text)
  return cuts === null || !(isListed || valueIn(cuts, 'product_details') !== null) ? [] : [{ text, cuts }]
}

function coveredByBundle({ cuts, list, items }: Answer, key: KeyObject): 'whole' | 'list' | null {
  const signature = textOf(cuts, bundleSignature)
  if (signature === null || list === null) return null
  // Made one after the other, as needed: each is as long as the answer.
  const isOver = (text: string): boolean => isSigned(key, text, signature) || isSigned(key, rewrite(text), signature)
  const without = (names: readonly string[]): string =>
    `[${items.map((item) => joinWithout(item.cuts, names)).join(',')}]`
  if (isOver(list) || isOver(joinWithout(cuts, [bundleSignature]))) return 'whole'
  const isStripped = [[...leftOut.offline, 'offline_signature'], leftOut.offline].some((names) =>
    isOver(without(names)),
  )
  return isStripped ? 'list' : null
}

function isItemSigned({ cuts }: Item, { road }: Answer, key: KeyObject): boolean {
  const signature = textOf(cuts, itemSignature)
  if (signature === null) return false
  const text = joinWithout(cuts, leftOut[road])
  return isSigned(key, text, signature) || isSigned(key, rewrite(text), signature)
}

function textOf(cuts: readonly Cut[], name: string): string | null {
  const value: unknown = JSON.parse(valueIn(cuts, name) ?? 'null')
  return typeof value === 'string' && value !== '' ? value : null
}

/** As JavaScript reads and writes it again. */
function rewrite(text: string): string {
  return JSON.stringify(JSON.parse(text))
}
