/** License keys that a text names as such: `License key: AAAA-BBBB`. */
import { type KeyCandidate, readTogether, toCandidate } from './key-candidates.ts'
import { isKeyLike, isWord, notInWord } from './key-likeness.ts'
import { cut, longestPiece, type Piece, piecesOf, unwrapInText } from './text-pieces.ts'

/** Of a text that consists of labels not every one is followed. */
const mostLabels = 100

const ofGoods = 'licen[cs]e|product|activation|registration|serial|software'
const german = '(?:lizenz|produkt|aktivierungs)?schl(?:ü|ue)ssel|lizenzkey'
const french = "cl[eé] (?:de |d')(?:licence|produit|activation)"
const spanish = 'clave de (?:licencia|producto|activaci[oó]n)'
const others =
  'chiave di (?:licenza|attivazione)|chave de (?:licen[cç]a|ativa[cç][aã]o)|licentiesleutel|klucz(?: licencyjny)?'
const asian = 'ライセンスキー|许可证密钥|授权码|라이선스 키'
const label = new RegExp(
  `${notInWord}(?:(?:${ofGoods})[ _-]?(?:key|code)|key|${german}|${french}|${spanish}|${others}|${asian})` +
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
