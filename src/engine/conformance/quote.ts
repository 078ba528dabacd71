import { toQuotedText } from '../../core/quoted-text.ts'
import { withoutSecrets } from '../../core/request-secrets.ts'

/** Text of the server as a report may repeat it: one line, without `secrets`. */
export function quoteFrom(text: string, secrets: readonly string[], longest = 160): string {
  return toQuotedText(withoutSecrets(text, secrets), longest)
}
