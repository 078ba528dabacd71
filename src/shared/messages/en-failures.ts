import type { FailureCode } from '../failure-code.ts'

/**
 * Words for one failure. `happened` says what happened, `todo` what the person can do now. The `_known` form is taken
 * where the facts that it names are there.
 */
export interface FailureWords {
  readonly happened: string
  readonly happened_known?: string
  readonly todo: string
}

/** Mistakes in what was shipped: the person can only tell the vendor. */
const tellVendor = 'Nothing is wrong with your computer. Please send the details below to {{vendor}}.'
const sameNetwork =
  'Try again. If it keeps happening, try another network, or show the details below to your IT department.'

export const failures = {
  'missing-hardware-id': {
    happened: 'This computer has no identity that a license can be tied to.',
    todo: 'Your IT department can give it a machine ID. On cloned systems this step is often skipped.',
  },
  'missing-license': {
    happened: 'There is no license on this computer yet.',
    todo: 'Activate with your license key.',
  },
  'missing-sign-in': {
    happened: 'The sign-in was not finished in time.',
    todo: 'Sign in again. The page in the browser waits for five minutes.',
  },
  'malformed-configuration': {
    happened: 'This wizard has not been set up correctly.',
    todo: tellVendor,
  },
  'malformed-key': {
    happened: 'This does not look like a license key.',
    happened_known: 'This does not look like a license key of {{vendor}}, which has the form {{keyForm}}.',
    todo: 'Copy the key from your order confirmation and paste it again.',
  },
  'malformed-key-several': {
    happened: 'There is more than one license key in this text.',
    happened_known: 'There is more than one license key in this text: they end in {{lastFours}}.',
    todo: 'Give only the key that you want to activate.',
  },
  'malformed-key-characters': {
    happened: 'This has characters that no license key of {{vendor}} has.',
    happened_known: 'No license key of {{vendor}} has these characters: {{characters}}',
    todo: 'Look for letters and digits that are easily mixed up, or copy the key from your order confirmation.',
  },
  'malformed-key-groups': {
    happened: 'This is not as long as a license key of {{vendor}}.',
    happened_known:
      'This is not as long as a license key of {{vendor}}. Expected number of groups: {{keyGroups}}, in the form {{keyForm}}.',
    todo: 'Copy the whole key from your order confirmation.',
  },
  'malformed-input': {
    happened: 'The wizard received something it does not understand.',
    todo: 'Close the wizard, open it again, and try once more.',
  },
  'malformed-command': {
    happened: 'This command cannot be carried out as it stands.',
    todo: 'Correct the options, or run the command with --help.',
  },
  'malformed-response': {
    happened: 'The license server sent an answer that cannot be read.',
    todo: 'Nothing was changed on this computer. Try again in a few minutes.',
  },
  'malformed-license-file': {
    happened: 'The license file on this computer is damaged.',
    happened_known: 'The license file on this computer is damaged. It was kept as {{path}}.',
    todo: 'Activate again with your license key.',
  },
  'malformed-answer': {
    happened: 'This file is not an answer of the license server.',
    happened_known: 'This file is not an answer of the license server. It seems to be {{seems}}.',
    todo: 'Choose the file whose name ends in .lic that came back for this computer.',
  },
  'malformed-answer-empty': {
    happened: 'This file is empty.',
    todo: 'It was probably not copied to the end. Copy it again from the computer with internet.',
  },
  'malformed-answer-too-large': {
    happened: 'This file is far too large to be an answer of the license server.',
    todo: 'Choose the file whose name ends in .lic that came back for this computer.',
  },
  'malformed-answer-is-request': {
    happened: 'This is a request file, not the answer to it.',
    todo: 'Take it to a computer with internet and open it there. The answer is the file whose name ends in .lic.',
  },
  'malformed-answer-is-refusal': {
    happened: 'This file holds a refusal of the license server, not a license.',
    happened_known: 'This file holds a refusal of the license server, not a license. It said: “{{serverMessage}}”',
    todo: 'Make a new request when that is settled, or send the details below to {{vendor}}.',
  },
  'malformed-request': {
    happened: 'This is neither a request file nor an answer of the license server.',
    happened_known: 'This is neither a request file nor an answer of the license server. It seems to be {{seems}}.',
    todo: 'Choose the file whose name ends in .req that was made on the other computer.',
  },
  'malformed-request-id': {
    happened: 'The license number in this request cannot be held exactly: it has to be from 1 to 9007199254740991.',
    todo: 'Nothing was sent, so that no other license is used up. Correct the number on the other computer and make a new request there.',
  },
  'malformed-sign-in': {
    happened: 'The browser came back with an answer that cannot be read.',
    todo: 'It was not used. Sign in again; if it happens again, show the details below to your IT department.',
  },
  'not-genuine-unsigned': {
    happened: 'The answer did not carry the license server’s signature, so it was not used.',
    todo: 'Something between this computer and the license server may have replaced the answer. Try again, or try another network.',
  },
  'not-genuine-response': {
    happened: 'The answer was not signed by the license server, so it was not used.',
    todo: 'Something between this computer and the license server may have changed the answer. Try again, or try another network.',
  },
  'not-genuine-license': {
    happened: 'One license in the answer was not signed for this computer, so none was used.',
    todo: 'Nothing was changed on this computer. Try again; if it happens again, send the details below to {{vendor}}.',
  },
  'not-genuine-license-file': {
    happened: 'The license file on this computer was changed after it was signed, so it is not used.',
    happened_known:
      'The license file on this computer was changed after it was signed, so it is not used. It was kept as {{path}}.',
    todo: 'Activate again with your license key.',
  },
  'not-genuine-answer-unsigned': {
    happened: 'This file does not carry the license server’s signature, so it is not used.',
    todo: 'Ask for the file again, just as the license server made it.',
  },
  'not-genuine-answer-changed': {
    happened: 'This file was changed after the license server signed it, so it is not used.',
    todo: 'Some programs change files when they copy or open them. Copy it again, without opening it in an editor.',
  },
  'not-genuine-answer-other-key': {
    happened: 'This file was signed with a key that is not the license server’s, or its signature is damaged.',
    todo: 'Copy it again. If that does not help, send the details below to {{vendor}}.',
  },
  'not-genuine-request': {
    happened: 'This request file was changed after it was made, or was made by another product.',
    todo: 'Copy it again from the other computer, or make a new request there.',
  },
  'not-ours-computer': {
    happened: 'This license was made for another computer.',
    happened_known: 'This license was made for the computer {{computer}}. This one is {{ourComputer}}.',
    todo: 'Activate this computer with your license key. If its hardware was changed, {{vendor}} can move the license.',
  },
  'not-ours-product': {
    happened: 'This license is for another product.',
    happened_known: 'This license is for “{{product}}”, not for {{productName}}.',
    todo: 'Check that the key belongs to this product.',
  },
  'not-ours-key': {
    happened: 'The license server’s answer holds the license of another license key, so it was not used.',
    todo: 'Check the license key. If it is right, {{vendor}} can find out why the server named another one.',
  },
  'not-ours-request': {
    happened: 'This computer has not asked for this answer.',
    todo: 'Make a new request here, or take the file to the computer that asked for it.',
  },
  'not-ours-older-request': {
    happened: 'This file answers an older request.',
    happened_known:
      'This file answers the request of {{requestedAt}}. This computer is waiting for the answer to the one of {{openRequestAt}}.',
    todo: 'Choose the answer to the newest request.',
  },
  'not-ours-used-answer': {
    happened: 'The answer to this request was used on this computer before.',
    happened_known: 'The answer to the request of {{requestedAt}} was used on this computer before.',
    todo: 'Nothing was changed. If the license was given back since, make a new request.',
  },
  'not-ours-older-refresh': {
    happened: 'This file is older than the license on this computer, or is not for one of its products.',
    happened_known:
      'This file is from {{fileAt}}. The license on this computer is from {{licenseAt}}, which is {{newerBy}} newer.',
    todo: 'Ask {{vendor}} for the newest file.',
  },
  'not-ours-sign-in': {
    happened: 'The browser came back with an answer to another sign-in.',
    todo: 'It was not used. Close older pages of this sign-in, then sign in again.',
  },
  'refused-date-header-diff': {
    happened: 'The clock of this computer is too far off for a secure connection to the license server.',
    happened_known:
      'This computer’s clock says {{localTime}}. The license server’s clock says {{serverTime}}. They differ by {{clockDifference}}.',
    todo: 'Set date, time and time zone of this computer, then try again.',
  },
  'refused-authorization-invalid-headers': {
    happened: 'The license server did not accept how this wizard identified itself.',
    todo: tellVendor,
  },
  'refused-hmac-required': {
    happened: 'The license server asks this wizard to sign in another way.',
    todo: tellVendor,
  },
  'refused-signature-mismatch': {
    happened: 'The license server did not recognise this wizard’s signature.',
    todo: tellVendor,
  },
  'refused-authorization-missing-params': {
    happened: 'A part is missing of what tells the license server who asks.',
    todo: tellVendor,
  },
  'refused-invalid-api-key': { happened: 'The license server does not know this wizard’s API key.', todo: tellVendor },
  'refused-revoked-api-key': {
    happened: 'This wizard’s API key was withdrawn.',
    todo: `A newer version of the product may have a new one. ${tellVendor}`,
  },
  'refused-read-only-api-key': {
    happened: 'This wizard’s API key may only read, not change a license.',
    todo: tellVendor,
  },
  'refused-missing-headers': {
    happened: 'The license server did not receive the complete request.',
    todo: 'A proxy or firewall may have removed a part of it. Try another network, or show the details below to your IT department.',
  },
  'refused-missing-parameters': { happened: 'The license server needs more than this wizard sent.', todo: tellVendor },
  'refused-missing-content': { happened: 'The license server received an empty request.', todo: tellVendor },
  'refused-invalid-json': { happened: 'The license server could not read the request.', todo: tellVendor },
  'refused-validation-error': {
    happened: 'The license server did not accept what was sent.',
    todo: 'Check the license key. If it is right, send the details below to {{vendor}}.',
  },
  'refused-not-found': { happened: 'The license server does not offer what this wizard asked for.', todo: tellVendor },
  'refused-api-key-product-not-allowed': {
    happened: 'This wizard may not manage licenses of this product.',
    todo: tellVendor,
  },
  'refused-archived-product': {
    happened: 'This product is no longer sold, and new activations are closed.',
    todo: 'Ask {{vendor}} how to go on.',
  },
  'refused-disabled-product': {
    happened: '{{vendor}} has paused activations of this product.',
    todo: 'Ask {{vendor}} when it will be available again.',
  },
  'refused-missing-hardware-id': {
    happened: 'The license server did not receive the identity of this computer.',
    todo: tellVendor,
  },
  'refused-license-key-required': {
    happened: 'The license server asks for a license key.',
    todo: 'Enter your license key and try again.',
  },
  'refused-oauth-token-expired': {
    happened: 'The permission of this wizard ran out on the way.',
    todo: 'Try again.',
  },
  'refused-oauth-token-malformed': {
    happened: 'The license server did not accept the permission of this wizard.',
    todo: tellVendor,
  },
  'refused-oauth-client': { happened: 'The license server does not know this wizard.', todo: tellVendor },
  'refused-oauth-client-not-allowed': {
    happened: 'The license server knows this wizard, and does not let it sign in.',
    todo: tellVendor,
  },
  'refused-internal-error': {
    happened: 'The license server had a problem of its own.',
    todo: 'Your key was not refused. Try again in a few minutes.',
  },
  'refused-internal-server-error': {
    happened: 'The license server could not finish its work.',
    todo: 'Your license was not refused. Try again in a few minutes.',
  },
  'refused-rate-limit': {
    happened: 'The license server is busy.',
    happened_known: 'The license server is busy and asks to wait {{retryAfter}}.',
    todo: 'Your key was not refused. Wait a moment and try again.',
  },
  'refused-unknown-product': { happened: 'The license server does not know this product.', todo: tellVendor },
  'refused-product-not-bundle': {
    happened: 'The license server does not hold this product as a bundle.',
    todo: tellVendor,
  },
  'refused-license-not-found': {
    happened: 'The license server does not know this license key for {{productName}}.',
    todo: 'Compare the key with your order confirmation: a missing character, or a key of another product, are the usual causes.',
  },
  'refused-license-not-enabled': {
    happened: '{{vendor}} has disabled this license.',
    todo: 'Ask {{vendor}} why, and whether it can be enabled again.',
  },
  'refused-vm-not-allowed': {
    happened: 'This license does not allow virtual machines, and this computer looks like one.',
    todo: 'Activate on a physical computer, or ask {{vendor}} for a license that allows virtual machines.',
  },
  'refused-offline-floating-cloud': {
    happened: 'Floating licenses of this kind cannot be activated without internet.',
    todo: 'Ask {{vendor}} which way of activation fits this license.',
  },
  'refused-start-date': {
    happened: 'This license cannot be used yet.',
    happened_known: 'This license cannot be used before {{startDate}}.',
    todo: 'Activate again on or after that date. If the date is wrong, ask {{vendor}}.',
  },
  'refused-blacklisted': {
    happened: '{{vendor}} has blocked this computer.',
    todo: 'If that is a mistake, send the details below to {{vendor}}.',
  },
  'refused-activations-used-up': {
    happened: 'All seats of this license are in use.',
    todo: 'Free a seat on a computer that you no longer use, or ask {{vendor}} for more seats or to release an old computer.',
  },
  'refused-user-activations-used-up': {
    happened: 'You have used all activations of this license.',
    todo: 'Free a seat on a computer that you no longer use, or ask {{vendor}} to release an old computer.',
  },
  // The same in the spelling of another page of the documentation: support can tell which one came.
  'refused-user-activated-max-times': {
    happened: 'Your account has activated this license as often as it may.',
    todo: 'Free a seat on a computer that you no longer use, or ask {{vendor}} for more activations.',
  },
  'refused-license-expired': {
    happened: 'This license has expired.',
    todo: 'Renew it with {{vendor}}, or enter another license key.',
  },
  'refused-trial-expired': {
    happened: 'The trial is over.',
    todo: 'Enter the key of a full license, or ask {{vendor}} for more time.',
  },
  'refused-transfers-used-up': {
    happened: 'This license has been moved between computers as often as it allows.',
    todo: 'Ask {{vendor}} to allow one more move.',
  },
  'refused-device-exists': {
    happened: 'The license server already lists this computer on this license.',
    todo: 'Ask {{vendor}} to release this computer, then activate again.',
  },
  'refused-license-not-active': {
    happened: 'The license server has no activation of this license.',
    todo: 'It may have been given back already. Activate again if you want to use it here.',
  },
  'refused-device-not-found': {
    happened: 'The license server does not list this computer on the license.',
    todo: 'The seat may have been freed elsewhere. Activate again if you want to use the license here.',
  },
  'refused-sign-in': {
    happened: 'You were not signed in: it was cancelled in the browser, or your company did not allow it.',
    todo: 'Sign in again, or ask your IT department whether your account may use {{productName}}.',
  },
  'refused-sign-in-provider': {
    happened: 'The sign-in page of your company reported a problem.',
    todo: 'Sign in again in a few minutes. If it happens again, show the details below to your IT department.',
  },
  'refused-sign-in-account': {
    happened: 'The license server does not know the company account that this wizard asked for.',
    todo: tellVendor,
  },
  'refused-sign-in-license': {
    happened: 'The license server did not accept this sign-in for {{productName}}.',
    todo: 'A sign-in works once and for a few minutes. Sign in again; if that does not help, ask your IT department whether your account has a license.',
  },
  'refused-active-license-required': {
    happened: 'The license server finds no active license for this.',
    todo: 'Activate with your license key first. If you have done that, ask {{vendor}}.',
  },
  'refused-version-not-found': {
    happened: 'The license server does not have this version of {{productName}}.',
    todo: 'Ask {{vendor}} which version belongs to your license.',
  },
  'refused-change-password': {
    happened: 'The password of this account may not be changed.',
    todo: 'Ask {{vendor}} to change it, or go on with the password that you have.',
  },
  'refused-no-trial': {
    happened: 'There is no trial of {{productName}}.',
    todo: 'Enter the key of a full license, or ask {{vendor}} for one.',
  },
  'refused-email-missing': {
    happened: 'The license server asks for an e-mail address.',
    todo: 'Ask {{vendor}} for a license key; this wizard sends no e-mail address.',
  },
  'refused-unknown-code': {
    happened: 'The license server refused, for a reason that this wizard does not know.',
    happened_known: 'The license server refused. It said: “{{serverMessage}}”',
    todo: 'If that does not help you, send the details below to {{vendor}}.',
  },
  'unreachable-no-network': {
    happened: 'This computer is not connected to a network.',
    todo: 'Connect to the internet and try again.',
  },
  'unreachable-name': {
    happened: 'The address of the license server was not found.',
    happened_known: 'The address {{host}} was not found.',
    todo: 'Check that other web pages open. If they do, your IT department may have to allow this address.',
  },
  'unreachable-refused': {
    happened: 'The license server did not accept the connection.',
    happened_known: 'The server {{host}} did not accept the connection.',
    todo: sameNetwork,
  },
  'unreachable-dropped': { happened: 'The connection was cut before the answer was complete.', todo: sameNetwork },
  'unreachable-proxy': {
    happened: 'The proxy of your network did not let the connection through.',
    todo: 'Check the proxy settings, or show the details below to your IT department.',
  },
  'unreachable-proxy-sign-in': {
    happened: 'The proxy of your network asks for a user name and password.',
    todo: 'Enter them, then try again. They are often those of your computer account.',
  },
  'unreachable-proxy-sign-in-refused': {
    happened: 'The proxy of your network did not accept the user name or password.',
    todo: 'Enter them again, then try again. They are often those of your computer account.',
  },
  'unreachable-proxy-sign-in-scheme': {
    happened: 'The proxy of your network asks for a kind of sign-in that cannot be done here.',
    happened_known: 'The proxy of your network asks for a kind of sign-in that cannot be done here: {{signInSchemes}}.',
    todo: 'Your IT department can allow Basic sign-in for this connection, or let it through without one. The window can do more kinds of sign-in than the command line.',
  },
  'unreachable-tls': {
    happened: 'A secure connection to the license server could not be made.',
    todo: 'Your network may inspect secure connections, or the clock of this computer may be wrong. Show the details below to your IT department.',
  },
  'unreachable-timeout': { happened: 'The license server did not answer in time.', todo: sameNetwork },
  'unreachable-redirect': {
    happened: 'The network sent this wizard to another address instead of the license server.',
    todo: 'On a guest or hotel network, open a web page and sign in first. Then try again.',
  },
  'unreachable-intercepted': {
    happened: 'Something between this computer and the license server answered in its place.',
    todo: 'On a guest or hotel network, open a web page and sign in first, then try again. In a company, show the details below to your IT department: a proxy or filter has to let the license server through.',
  },
  'unreachable-too-large': {
    happened: 'The answer was far too large to be a license, and was not used.',
    todo: sameNetwork,
  },
  'unreachable-too-large-activated': {
    happened:
      'The license server has counted this computer, but its answer is larger than 64 MiB and could not be taken.',
    todo: 'No license was saved. Ask {{vendor}} for an update or a smaller bundle, then activate again: the same computer is not counted twice.',
  },
  'unreachable-server-error': {
    happened: 'The license server, or something between this computer and it, is not working at the moment.',
    todo: 'Your key was not refused. Try again in a few minutes. If it keeps happening, try another network, or show the details below to your IT department.',
  },
  'cannot-read': {
    happened: 'The file is there, but it could not be opened: {{why}}',
    happened_known: 'There is a license file at {{path}}, but it could not be opened: {{why}}',
    todo: '{{remedy}} Then try again.',
  },
  'cannot-read-folder': {
    happened: 'The license folder could not be read: {{why}}',
    happened_known: 'The folder {{path}} could not be read: {{why}} A license or a request may be in it.',
    todo: '{{remedy}} Then try again.',
  },
  'cannot-read-device': {
    happened: 'This computer did not answer in time, so that its hardware ID could not be read.',
    todo: 'Try again when it is less busy. If it keeps happening, restart it, or show the details below to your IT department.',
  },
  'cannot-write': {
    happened: 'The license could not be saved on this computer: {{why}}',
    happened_known: 'The license could not be saved in {{path}}: {{why}}',
    todo: '{{remedy}} Then try again.',
  },
  'cannot-write-profile': {
    happened: 'The folder for the settings of this wizard could not be written: {{why}}',
    happened_known: 'The folder {{path}}, which holds the settings of this wizard, could not be written: {{why}}',
    todo: '{{remedy}} Then start the wizard again.',
  },
  'cannot-remove-license': {
    happened: 'The license file could not be removed from this computer. Nothing was given back.',
    happened_known: 'The license file could not be removed from this computer: {{why}} Nothing was given back.',
    todo: '{{remedy}} Then try again. The place is {{path}}.',
  },
  'cannot-remove-returned': {
    happened: 'The license server has freed the seat of this computer. Only the license file is still here.',
    happened_known:
      'The license server has freed the seat of this computer. Only the license file is still here and could not be removed: {{why}}',
    todo: '{{remedy}} Then try again, or delete {{path}} yourself. The seat stays free.',
  },
  'returned-file-left': {
    happened: 'The license file could not be removed. It no longer counts as a license.',
    happened_known: 'The license file could not be removed: {{why}} It no longer counts as a license.',
    todo: '{{remedy}} You can then delete {{path}}.',
  },
  'cannot-listen': {
    happened: 'This computer did not let the wizard wait for the browser.',
    todo: 'Try again. A security program may forbid programs to take local connections; show the details below to your IT department.',
  },
  'needs-admin': {
    happened: 'A license for all users of this computer can only be saved by an administrator.',
    happened_known: 'The folder {{path}} belongs to all users of this computer. Only an administrator may write to it.',
    todo: 'Run this again as an administrator, or activate for yourself alone.',
  },
  'another-run': {
    happened: 'The license on this computer is being changed by another run at the moment.',
    todo: 'Wait until that one has ended, and try again.',
  },
  cancelled: { happened: 'The activation was cancelled.', todo: 'Nothing was changed on this computer.' },
  internal: {
    happened: 'Something went wrong inside this wizard.',
    todo: 'Nothing was lost. Close the wizard and try again; if it happens again, send the details below to {{vendor}}.',
  },
} as const satisfies Readonly<Record<FailureCode, FailureWords>>
