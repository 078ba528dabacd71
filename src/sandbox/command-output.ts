import { answerForms, defaultAnswers } from './answer-form.ts'
import { bundleSignatureForms } from './bundle-signature.ts'
import { maxLicenses } from './device-ledger.ts'
import { allFaultNames, faultOf } from './faults.ts'
import { emailUses } from './license-holder.ts'
import type { Sandbox } from './sandbox.ts'

const optionRows = [
  ['--port N', 'port on 127.0.0.1; 0 is any free one (default: 0)'],
  ['--json', 'print one line of JSON with all that a client needs, instead of a table'],
  ['--fault NAME', 'go wrong on purpose, in one of the ways below'],
  ['--answers FORM', `members that answers carry: ${answerForms.join(', ')} (default: ${defaultAnswers})`],
  ['--seed-users', 'add people whose user names are no e-mail addresses'],
  ['--licenses N', `licenses in each bundle, 1 to ${maxLicenses} (default: 5)`],
  ['--email-as-name WHO', `e-mails that are names in checks: ${emailUses.join(', ')} (default: account-users)`],
  ['--key-file PATH', 'sign with the private key (PEM) in this file, which is made if it is missing'],
  ['--exit-with-parent', 'end when the program that has started this one is gone'],
  ['--offline-schema N', 'oldest form of request files that is accepted: 1 flat, 2 wrapped (default: 1)'],
  ['--offline-shape SHAPE', 'shape of offline answers: envelope, or map of product to license (default: envelope)'],
  [
    '--bundle-signature FORM',
    `what bundle_signature_v2 covers: ${bundleSignatureForms.join(', ')} (default: licenses)`,
  ],
  ['--item-signatures WAY', 'whether each offline license is signed: signed, or absent (default: signed)'],
  ['--offline-time-limited', 'let time-limited licenses go offline'],
  ['--check-expired WAY', 'what a check says of a license that is over: told (its state), or refused (default: told)'],
  ['--known-device WAY', 'what an active device gets that activates again: accepted, or refused (default: accepted)'],
  ['--oauth-required', 'refuse API keys, as a company does that demands OAuth'],
  ['--token-lifetime N', 'seconds that an access token is good for (default: 480)'],
  ['--sso-auto', 'send whoever opens the sign-in page of single sign-on back at once'],
  ['--help', 'print this'],
]

/** What `--help` prints. */
export function toHelp(): string {
  return [
    'A License API on this computer, for demos and tests. It signs with keys of its own and forgets everything at its end.',
    '',
    'Usage: npm run sandbox -- [options]',
    '',
    ...toColumns(optionRows).map((line) => `  ${line}`),
    '',
    'Faults:',
    ...toColumns(allFaultNames.map((name) => [name, faultOf(name).note])).map((line) => `  ${line}`),
    '',
    'It runs until it is ended (Ctrl+C). Exit codes: 0 ended, 1 could not start, 2 wrong command line.',
  ].join('\n')
}

/** What `--json` prints, on one line: what a client needs to be configured, and what to try it with. */
export function toJsonLine(sandbox: Sandbox): string {
  const { baseUrl, publicKeyPem, apiKey, sharedKey, oauth, sso, product, keys, users } = sandbox
  return JSON.stringify({ baseUrl, publicKeyPem, apiKey, sharedKey, oauth, sso, product, keys, users })
}

/** The same for people. */
export function toTable(sandbox: Sandbox): string {
  return [
    ...toColumns([
      ['API', sandbox.baseUrl],
      ['Bundle', sandbox.product],
      ['API key', sandbox.apiKey],
      ['Shared key', sandbox.sharedKey],
      ['Token address', sandbox.oauth.tokenUrl],
      ['Client ID', sandbox.oauth.clientId],
      ['Client secret', sandbox.oauth.clientSecret],
      ['Customer account', sandbox.sso.accountCode],
    ]),
    '',
    sandbox.publicKeyPem.trim(),
    '',
    ...toColumns([
      ['License key', 'Answer', 'Offline', 'Why'],
      ...sandbox.keys.map(({ key, expect, expectOffline, note }) => [
        key,
        expect,
        expectOffline === expect ? '' : expectOffline,
        note,
      ]),
    ]),
    '',
    ...toColumns([
      ['User', 'Password', 'Bundle', 'Answer', 'Why'],
      ...sandbox.users.map(({ username, password, product, expect, note }) => [
        username,
        password,
        product,
        expect,
        note,
      ]),
    ]),
    '',
    'Ctrl+C ends it.',
  ].join('\n')
}

function toColumns(rows: readonly (readonly string[])[]): string[] {
  const widthOf = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widthOf(column)))
      .join('  ')
      .trimEnd(),
  )
}
