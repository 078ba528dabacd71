/** Text as it was meant, from text as it was pasted: out of a mail, a web page, an input method of another script. */

// Zero-width and direction marks come along when something is copied from a mail or a web page.
const invisible = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g
const dashes = /[\u02D7\u2010-\u2015\u2212\u2043\uFE58\uFE63\uFF0D]/g
/** The long vowel mark of Japanese, which stands where the hyphen is typed. */
const longVowelMark = /(?<=[A-Za-z0-9])\u30FC(?=[A-Za-z0-9])/g

/**
 * The text without invisible marks and HTML tags, every kind of dash a hyphen, full-width characters narrow, every line
 * break a line feed. Blanks and line breaks stay.
 */
export function toPlainText(text: string): string {
  return withoutTags(text)
    .replace(/\u00B4/g, "'")
    .normalize('NFKC')
    .replace(dashes, '-')
    .replace(invisible, '')
    .replace(longVowelMark, '-')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
}

const hidden = /<(style|script|title)\b[^<>]*>[^<]*<\/\1>/gi
const insideLine = /<\/?(?:a|b|code|em|font|i|kbd|samp|span|strong|tt|u|wbr)(?:[\s/][^<>]*)?>/gi
const betweenLines =
  /<\/?(?:blockquote|body|br|center|div|h[1-6]|head|hr|html|img|li|meta|ol|p|pre|table|tbody|td|th|tr|ul)(?:[\s/][^<>]*)?>/gi
/** Of any markup: `<key>AAAA</key>`. */
const element = /<([a-z][\w:-]{0,40})(?:\s[^<>]{0,500})?>([^<>]{0,500})<\/\1>/gi
const anyTag = new RegExp(`${insideLine.source}|${betweenLines.source}|${element.source}`, 'i')
const anyEntity = /&(?:nbsp|shy|zwnj|quot|#160|#8203|#8209);/i

/** A license key may have `<` and `&` in it: one word is HTML only where it begins with a tag. */
function withoutTags(text: string): string {
  const isWord = !/^\s*<|\S\s+\S/.test(text)
  if (!(anyTag.test(text) && !isWord) && !anyEntity.test(text)) return text
  return text
    .replace(hidden, ' ')
    .replace(insideLine, '')
    .replace(betweenLines, '\n')
    .replace(element, '\n$2\n')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, toCharacter)
}

const entities: Readonly<Record<string, string>> = {
  ...{ nbsp: ' ', quot: '"', apos: "'", lt: '<', gt: '>', amp: '&', laquo: '«', raquo: '»' },
  ...{ ndash: '-', mdash: '-', hyphen: '-', minus: '-', shy: '', zwnj: '', zwj: '' },
}

function toCharacter(whole: string, decimal: string | undefined, hex: string | undefined, name: string): string {
  if (decimal === undefined && hex === undefined) return entities[name.toLowerCase()] ?? whole
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
}
