/**
 * The parts of a text that can be a license key where no form of keys is declared: what a label names, and what no word,
 * number, date, address or order number looks like.
 */

/** A part of a text, and the key that it would be. */
export interface KeyCandidate {
  readonly key: string
  readonly start: number
  readonly end: number
}

/** What stands between two blanks, and where. */
export interface Piece {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** What stands between blanks, each with its place. */
export function piecesOf(text: string, from = 0): Piece[] {
  return [...text.matchAll(/\S+/g)].map((match) => {
    const start = from + match.index
    return { text: match[0], start, end: start + match[0].length }
  })
}

/** No key and what stands around it is longer. */
const longestPiece = 1000
/** Of a text that consists of labels not every one is followed. */
const mostLabels = 100

const quotes = '"\'`“”„‟‘’‚‛«»‹›「」『』*'
const pairs = ['()', '[]', '{}', '<>', '【】', '《》', '〈〉']
const ofSentence = '.,;:!?。、'

/** The piece without quotes and brackets around it, and without the marks of a sentence behind it. */
export function unwrap(piece: Piece): Piece {
  const { text } = piece
  const [first = '', last = ''] = [text[0], text.at(-1)]
  if (text.length < 2 || text.length > longestPiece) return piece
  if (pairs.includes(first + last) && !/[<>]/.test(text.slice(1, -1))) return unwrap(cut(piece, 1, 1))
  if (quotes.includes(first) || first === '>') return unwrap(cut(piece, 1, 0))
  if (quotes.includes(last)) return unwrap(cut(piece, 0, 1))
  const inner = cut(piece, 0, 1)
  if (!ofSentence.includes(last)) return piece
  const unwrapped = unwrap(inner)
  return unwrapped.text !== inner.text || isKeyLike(inner.text) ? unwrapped : piece
}

/** In running text a mark behind a word is the sentence's, and a bracket need not have its other half here. */
function unwrapInText(piece: Piece): Piece {
  const { text } = unwrap(piece)
  const start = /^[([{<>|=]*/.exec(text)?.[0].length ?? 0
  const end = /[)\]}>|.,;:!?。、]*$/.exec(text)?.[0].length ?? 0
  const whole = unwrap(piece)
  return start + end === 0 || start + end >= text.length || text.length > longestPiece
    ? whole
    : unwrapInText(cut(whole, start, end))
}

function cut({ text, start, end }: Piece, before: number, behind: number): Piece {
  return { text: text.slice(before, text.length - behind), start: start + before, end: end - behind }
}

/** A word of some language, or something that introduces what follows; not a part of a key. */
export function isWord(text: string): boolean {
  if (/[:=]$/.test(text)) return true
  const bare = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return /[^\u0020-\u007E]/.test(bare) || (/^[A-Za-z'-]+$/.test(bare) && /[a-z]/.test(bare) && !isKeyLike(bare))
}

/**
 * Groups as no word, date or number has them: three or more of one length, or with a group in which letters and digits
 * mix; two long mixed ones; one run of 16 and more in which letters and digits alternate.
 */
export function isKeyLike(text: string): boolean {
  if (!/^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$/.test(text) || text.length < 8 || text.length > 255) return false
  const groups = text.split(/[-_]/)
  if (groups.length === 1) return text.length >= 16 && (text.match(/\d+|[A-Za-z]+/g) ?? []).length >= 4
  if (groups.length === 2) return groups.every((group) => group.length >= 5 && isMixed(group))
  return isUuid(text) || (groups.every(({ length }) => length >= 3 && length <= 12) && areGroupsOfKey(text, groups))
}

const isMixed = (group: string): boolean => /\d/.test(group) && /[A-Za-z]/.test(group)

function areGroupsOfKey(text: string, groups: readonly string[]): boolean {
  const areEven = groups.every(({ length }) => length === groups[0]?.length)
  if (/^[\d\-_]+$/.test(text)) return areEven && text.length >= 19
  if (/[a-z]/.test(text)) return areEven && (groups.some(isMixed) || /[a-z][A-Z]/.test(text))
  return areEven || groups.some(isMixed)
}

const isUuid = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)

/** Keys that pieces without a word among them can be: one that is whole already, or all of them together. */
export function readTogether(pieces: readonly Piece[]): KeyCandidate[] {
  const whole = pieces.map(unwrap)
  const keys = whole.filter(({ text }) => isKeyLike(text))
  const [key] = keys
  const joined = toCandidate(pieces)
  if (key === undefined) return joined
  const others = whole.filter(({ text }) => !isKeyLike(text))
  const isBroken = others.length > 0 && others.every(({ text }) => isGroupOf(text, key.text))
  const found = keys.map(({ text, ...place }) => ({ key: text, ...place }))
  return keys.length === 1 && isBroken ? [...found, ...joined] : found
}

/** Whether `text` could be one group more of `key`. */
function isGroupOf(text: string, key: string): boolean {
  const bare = text.replace(/^[-_]+|[-_]+$/g, '')
  return /^[A-Za-z0-9]+$/.test(bare) && key.split(/[-_]/).some(({ length }) => length === bare.length)
}

/** All pieces as one key. */
export function toCandidate(pieces: readonly Piece[]): KeyCandidate[] {
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (first === undefined || last === undefined) return []
  const { text } = unwrap({ text: pieces.map((piece) => piece.text).join(''), start: 0, end: 0 })
  return [{ key: text, start: first.start, end: last.end }]
}

const unspaced = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}'
/** A letter or digit that makes a part of a word of what it touches; languages without blanks have their words right beside a key. */
export const letter = `(?![${unspaced}])[\\p{L}\\p{N}]`
const notInWord = `(?<!${letter})`

const ofGoods = 'licen[cs]e|product|activation|registration|serial|software'
const german = '(?:lizenz|produkt|aktivierungs)?schl(?:ü|ue)ssel|lizenzkey'
const french = "cl[eé] (?:de |d')(?:licence|produit|activation)"
const spanish = 'clave de (?:licencia|producto|activaci[oó]n)'
const others =
  'chiave di (?:licenza|attivazione)|chave de (?:licen[cç]a|ativa[cç][aã]o)|licentiesleutel|klucz(?: licencyjny)?'
const asian = 'ライセンスキー|许可证密钥|授权码|라이선스 키'
const label = new RegExp(
  `${notInWord}(?:(?:(?:${ofGoods})[ _-]?)?(?:key|code)|${german}|${french}|${spanish}|${others}|${asian})` +
    `["'”]?(?:[ \\t]*[:=]|[ \\t]+(?:is|ist|lautet|est|es)(?![\\p{L}])[ \\t]*:?)[ \\t]*`,
  'giu',
)

/** What stands behind a label such as `License key:`, in its line or in the next one, piece by piece. */
export function piecesBehindLabels(text: string): Piece[][] {
  return [...text.matchAll(label)].slice(0, mostLabels).map((match) => {
    const from = match.index + match[0].length
    const line = /^[\s>]*([^\n]*)/.exec(text.slice(from, from + longestPiece))
    const rest = line?.[1] ?? ''
    return piecesOf(rest, from + (line?.[0].length ?? 0) - rest.length).map((piece) =>
      toFirstQuote(unwrapInText(piece)),
    )
  })
}

/** In JSON and its like the next member can follow without a blank. */
function toFirstQuote(piece: Piece): Piece {
  const at = piece.text.search(/["“”„«»]/)
  return at <= 0 ? piece : cut(piece, 0, piece.text.length - at)
}

/** The keys behind labels. */
export function labelledIn(text: string): KeyCandidate[] {
  return piecesBehindLabels(text).flatMap(readLabelled)
}

function readLabelled(bare: readonly Piece[]): KeyCandidate[] {
  const end = bare.findIndex(({ text }) => isWord(text) || text.includes('://'))
  const run = end === -1 ? bare : bare.slice(0, end)
  const [first] = run
  if (first === undefined || first.text.length < 3) return []
  if (end === -1 || run.some(({ text }) => isKeyLike(text))) return readTogether(run)
  return toCandidate([first])
}

const address = /[a-z][a-z\d+.-]{0,20}:\/\/\S+|\bwww\.\S+|\S{1,100}@\S+/gi
/** A line may end behind a hyphen of the key; marks of a mail may stand before the next one. */
const keyText = new RegExp(
  `${notInWord}(?<![@/\\\\&?%+#~.$_-])[A-Za-z0-9]+(?:(?:[-_]|-[ \\t]*\\n[>\\s]*)[A-Za-z0-9]+)*` +
    `(?!${letter}|[@/\\\\%_-]|\\.[\\p{L}\\p{N}])`,
  'gu',
)

/** What looks like a key in running text. */
export function keyLikeIn(text: string): KeyCandidate[] {
  const searched = text.replace(address, (found) => ' '.repeat(found.length))
  return [...searched.matchAll(keyText)].flatMap((match) => {
    const key = match[0].replace(/[\s>]+/g, '')
    return isKeyLike(key) ? [{ key, start: match.index, end: match.index + match[0].length }] : []
  })
}
