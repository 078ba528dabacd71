/**
 * Text of somebody else as it may be quoted on a page and in a note: one line, at most `longest` UTF-16 units, without
 * the control and direction characters that could forge what stands around it.
 */
export function toQuotedText(text: string, longest: number): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, longest)
}
