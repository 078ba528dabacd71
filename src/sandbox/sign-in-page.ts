/** The place where people sign in with single sign-on: in the demo, without a password. */
import { type ApiReply, toDocumentReply, toPageReply } from './api-reply.ts'
import type { LicenseUser } from './license-holder.ts'
import { findAccountUser } from './order-lookup.ts'
import type { ReceivedRequest } from './received-request.ts'
import type { CallContext } from './sandbox-state.ts'
import type { SignIn } from './sign-in-desk.ts'

export const signInPath = '/sso/sign-in'

/**
 * The page itself, or what a click on it leads to. The query is `request`, the id of the sign-in, and `answer`: `sign-in`
 * or `cancel`, or none for the page; and `state`, which goes back. With `auto=1`, or where the settings say so, nobody has
 * to click.
 */
export async function showSignIn({ query }: ReceivedRequest, context: CallContext): Promise<ApiReply> {
  const id = query.get('request') ?? ''
  const asked = context.signIns.find(id)
  const user = asked && findAccountUser(asked.accountCode, context)
  if (!asked || !user) return toPageReply(404, 'Nobody is about to sign in here')
  const signIn = { ...asked, state: query.get('state') ?? asked.state }
  if (query.get('answer') === 'cancel') return toRedirect(signIn, 'error', 'access_denied')
  const isAuto = context.sso.autoSignIn || query.get('auto') === '1'
  if (query.get('answer') !== 'sign-in' && !isAuto) return toDocumentReply(toPage(id, signIn, user))
  return toRedirect(signIn, signIn.grant, context.signIns.grant(signIn, user, context.now))
}

/**
 * Sends the browser back: a code in the query, a token behind `#`, each with the `state` that was sent. ASSUMED: an
 * error goes the way of what it takes the place of, as OpenID Connect has it.
 */
function toRedirect({ grant, redirectUri, state }: SignIn, name: string, value: string): ApiReply {
  const address = new URL(redirectUri)
  const answer = new URLSearchParams({ [name]: value, ...(state !== null && { state }) })
  if (grant === 'id_token') address.hash = answer.toString()
  else for (const [member, text] of answer) address.searchParams.set(member, text)
  return toPageReply(302, 'Signed in', { Location: address.href, 'Cache-Control': 'no-store' })
}

function toPage(id: string, { accountCode, state }: SignIn, { username }: LicenseUser): string {
  const [account, name] = [toText(accountCode), toText(username)]
  const query = new URLSearchParams({ request: id, ...(state !== null && { state }) })
  const fields = [...query].map(([member, value]) => `<input type="hidden" name="${member}" value="${toText(value)}">`)
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Sign in to ${account}</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 28rem; margin: 15vh auto; padding: 0 1rem; }
button { font: inherit; padding: .5rem 1.5rem; }
</style></head>
<body>
<h1>Sign in to ${account}</h1>
<p>This is a local demo of a company's sign-in page. You are <strong>${name}</strong>.</p>
<form action="${signInPath}" method="get">
${fields.join('\n')}
<button name="answer" value="sign-in">Sign in</button>
</form>
<p><a href="${toText(`${signInPath}?${query}&answer=cancel`)}">Cancel</a></p>
</body>
</html>
`
}

function toText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
