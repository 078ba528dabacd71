import { z } from 'zod'
import { configurationProblemSchema, settingLayers } from './configuration-problem.ts'
import { connectionHelps, diagnosisSchema } from './connection-diagnosis.ts'
import { failureSchema } from './failure.ts'
import { nextActions } from './failure-catalog.ts'
import { keyProblems } from './find-license-key.ts'
import { hardwareChangeSchema } from './hardware-change.ts'
import { keyFormSchema } from './key-form.ts'
import { licenseOverviewSchema } from './license-overview.ts'

/** Ways of activation that a vendor can offer. */
export const activationMethods = ['license-key', 'user-login', 'sso'] as const
export type ActivationMethod = (typeof activationMethods)[number]

/** The ways for which a request file has a place: a sign-in in the browser is not one of them. */
export function offlineMethodsOf(methods: readonly ActivationMethod[]): ActivationMethod[] {
  return methods.filter((method) => method !== 'sso')
}

/** How the license server is reached: directly, or by files that a person carries. */
export const roads = ['online', 'offline'] as const
export type Road = (typeof roads)[number]

/** What a request file asks for. */
export const requestKinds = ['activation', 'deactivation'] as const
export type RequestKind = (typeof requestKinds)[number]

/** A request that was written on this computer and has no answer yet. */
export const openRequestSchema = z.strictObject({
  id: z.string().max(100),
  kind: z.enum(requestKinds),
  createdAt: z.iso.datetime({ precision: 3 }),
  fileName: z.string().max(300).nullable(),
})
export type OpenRequest = z.infer<typeof openRequestSchema>

/** Who asks, as far as a window may know. */
const shownCredentialsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('license-key'), lastFour: z.string().max(4) }),
  z.strictObject({ kind: z.literal('user-login'), username: z.string().max(300) }),
  z.strictObject({ kind: z.literal('sso'), accountCode: z.string().max(200) }),
])
export type ShownCredentials = z.infer<typeof shownCredentialsSchema>

/** Who else on this computer has a license that ends when its seat is freed. */
export const otherHoldersSchema = z.strictObject({
  /** There is one for all users. */
  machine: z.boolean(),
  /** Names of other users with one of their own. */
  users: z.array(z.string().max(200)).max(20),
  /** The folders of other users could not be looked into, or there are more than are named. */
  mayBeMore: z.boolean(),
})
export type OtherHolders = z.infer<typeof otherHoldersSchema>
export const noOtherHolders: OtherHolders = { machine: false, users: [], mayBeMore: false }

/** External places, by name: the window never sends an address. */
export const linkNames = ['support', 'support-email', 'privacy', 'portal', 'account'] as const
export type LinkName = (typeof linkNames)[number]
/** Addresses that a license itself names. */
export const licenseLinkNames = ['eula', 'release-notes'] as const
export type LicenseLinkName = (typeof licenseLinkNames)[number]

/** Facts about this computer that a request can carry, in the order in which they are shown. */
export const deviceFactNames = [
  'hardware-id',
  'hostname',
  'os-version',
  'ip',
  'mac-address',
  'is-vm',
  'vm-info',
  'app-version',
  'sdk-version',
  'license-id',
  'bundle-code',
  'variables',
] as const
export type DeviceFactName = (typeof deviceFactNames)[number]

/** What an activation is doing now, in order. Up to `saving` it can be cancelled. */
export const activationPhases = ['reading-device', 'contacting-server', 'verifying', 'saving'] as const
export type ActivationPhase = (typeof activationPhases)[number]

/** A sign-in in the browser: the license server is asked where, then the person is waited for. */
export const signInPhases = ['asking', 'waiting'] as const
export type SignInPhase = (typeof signInPhases)[number]

/** What this computer's clock was compared with: an answer just now, the last verified one, the making of this program. */
export const clockWitnesses = ['server', 'last-answer', 'program'] as const

/** A clock that seems to be wrong: what it says, the other time, and this computer's minus that one. */
export const clockNoteSchema = z.strictObject({
  against: z.enum(clockWitnesses),
  localTimeAt: z.iso.datetime({ precision: 3 }),
  knownTimeAt: z.iso.datetime({ precision: 3 }),
  minutes: z.int(),
})
export type ClockNote = z.infer<typeof clockNoteSchema>

/** What can be done with the license of this computer. */
export const licenseActions = ['check', 'free-seat', 'return-by-file'] as const
export type LicenseAction = (typeof licenseActions)[number]

/** What an attempt does: for this computer activating, asking how the license stands, freeing its seat. */
export const wizardTasks = ['activate', 'check', 'free-seat', 'send-request'] as const
export type WizardTask = (typeof wizardTasks)[number]
/** What can fail: an attempt, a sign-in in the browser, or a file that was brought. */
export const failedTasks = [...wizardTasks, 'sign-in', 'bring-file'] as const
export type FailedTask = (typeof failedTasks)[number]

/** Which way out the wizard takes: as the computer is set up, through a proxy that was typed, or straight. */
export const proxyKinds = ['system', 'manual', 'none'] as const
export type ProxyKind = (typeof proxyKinds)[number]

export const proxyProblems = ['no-address', 'address', 'no-username', 'not-saved', 'by-policy'] as const
export type ProxyProblem = (typeof proxyProblems)[number]

/** The proxy in use, as far as a window may know: the password never comes back. */
export const shownProxySchema = z.strictObject({
  kind: z.enum(proxyKinds),
  /** `proxy.example.com:8080`; empty where none was typed. */
  address: z.string().max(300),
  username: z.string().max(200),
  hasPassword: z.boolean(),
  /** The proxy of the computer's own settings that asked for a sign-in, `proxy.example.com:8080`. */
  askedBy: z.string().max(300).nullable(),
  /** A policy says the way out: only a sign-in can be added. */
  isFixed: z.boolean(),
})
export type ShownProxy = z.infer<typeof shownProxySchema>

/** What the window shows. One member for each page, with only what that page needs. */
export const wizardViewSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('starting') }),
  z.strictObject({
    step: z.literal('configuration-problem'),
    /** Who said what cannot be used. */
    layer: z.enum(settingLayers),
    path: z.string(),
    problems: z.array(configurationProblemSchema).min(1),
  }),
  z.strictObject({
    step: z.literal('start'),
    methods: z.array(z.enum(activationMethods)),
    /** A way without internet is on offer. */
    canGoOffline: z.boolean(),
    /** Requests without an answer, newest first. */
    requests: z.array(openRequestSchema),
    /** A license of this computer that was given back: when the request for it was made. */
    returnedAt: z.iso.datetime({ precision: 3 }).nullable(),
    /** The clock of this computer seems to be wrong. */
    clock: clockNoteSchema.nullable(),
    current: licenseOverviewSchema.nullable(),
    /** Why a license file that was there is not shown as the current one. */
    notice: failureSchema.nullable(),
    /** Says more of the notice that the license here is for another computer. */
    hardwareChange: hardwareChangeSchema.nullable(),
    /** A part of this computer could not be read, and the license here hangs on it: reading once more may help. */
    canReadAgain: z.boolean(),
  }),
  z.strictObject({
    step: z.literal('enter-key'),
    road: z.enum(roads),
    /** Why the key that was sent here last cannot be a key. */
    problem: z.enum(keyProblems).nullable(),
    /** How the license keys of this vendor look; null where that is not declared. */
    keyForm: keyFormSchema.nullable(),
  }),
  z.strictObject({
    step: z.literal('enter-login'),
    road: z.enum(roads),
    problem: z.enum(['no-username', 'no-password']).nullable(),
  }),
  /** A sign-in in the system's browser. The address of its page stays in main, and so does what comes back. */
  z.strictObject({
    step: z.literal('sign-in'),
    phase: z.enum(signInPhases),
    /** Host of the page in the browser; null while it is being asked for. */
    host: z.string().max(300).nullable(),
    /** An answer came that does not belong to this sign-in, and was not used. */
    strangerCame: z.boolean(),
  }),
  z.strictObject({
    step: z.literal('review'),
    road: z.enum(roads),
    credentials: shownCredentialsSchema,
    /** The key had been pasted twice, and one half was taken. */
    keyWasDoubled: z.boolean(),
    host: z.string(),
    /** null while the facts are still being collected. */
    facts: z.array(z.strictObject({ name: z.enum(deviceFactNames), value: z.string() })).nullable(),
    /** Facts are missing because this computer did not tell them in time. */
    factsLate: z.boolean(),
    /** Why the facts could not be read. */
    problem: failureSchema.nullable(),
    /** Licenses that are known here and that the license server is going to refuse: on a virtual machine, by file. */
    noVm: z.array(z.string()),
    notOffline: z.array(z.string()),
  }),
  z.strictObject({
    step: z.literal('working'),
    /** For this computer: activating, asking how the license stands, freeing its seat; for another one: its request. */
    task: z.enum(wizardTasks),
    phase: z.enum(activationPhases),
    canCancel: z.boolean(),
  }),
  /** A request is made and held in memory: it is written where the person chooses. */
  z.strictObject({
    step: z.literal('request-ready'),
    kind: z.enum(requestKinds),
    /** File name that is proposed, `SUITE-HOST-2026-11-22.req`. */
    fileName: z.string().max(300),
    /** Where it was written; null: not yet. */
    savedTo: z.string().max(4096).nullable(),
    /** It has left this computer, as a file or on the screen: it can be answered, and there is no way back. */
    isOut: z.boolean(),
    /** The last try to write failed. */
    problem: failureSchema.nullable(),
    holdsPassword: z.boolean(),
    /** The file of a license that was given back could not be removed. */
    leftover: failureSchema.nullable(),
  }),
  /** The same request as text and as QR codes: all parts together are the text. */
  z.strictObject({
    step: z.literal('request-code'),
    text: z.string(),
    codes: z.array(z.strictObject({ text: z.string(), size: z.int().positive(), path: z.string() })).min(1),
  }),
  /** Asks for a file: the answer to `request`, or any file that the wizard understands. */
  z.strictObject({ step: z.literal('open-file'), request: openRequestSchema.nullable() }),
  /** The connected side: what a request file of another computer asks for, before it is sent. */
  z.strictObject({
    step: z.literal('send-review'),
    kind: z.enum(requestKinds),
    host: z.string(),
    computer: z.string().max(200).nullable(),
    hardwareId: z.string().max(200),
    requestedAt: z.string().max(100).nullable(),
    credentials: shownCredentialsSchema,
    holdsPassword: z.boolean(),
    /** Every other member of the request, as it will be sent. */
    facts: z.array(z.strictObject({ name: z.enum(deviceFactNames), value: z.string() })),
  }),
  /** The connected side: the answer has come, and is written where the person chooses. */
  z.strictObject({
    step: z.literal('answer-ready'),
    computer: z.string().max(200).nullable(),
    fileName: z.string().max(300),
    savedTo: z.string().max(4096).nullable(),
    problem: failureSchema.nullable(),
  }),
  /** A license is given back: that of this computer, or on the connected side that of another one. */
  z.strictObject({
    step: z.literal('seat-freed'),
    here: z.boolean(),
    computer: z.string().max(200).nullable(),
    /** The license file of this computer could not be removed. */
    leftover: failureSchema.nullable(),
  }),
  /** An answer that was judged genuine and ours: what it would activate. `known`: it is in force here already. */
  z.strictObject({
    step: z.literal('answer-preview'),
    overview: licenseOverviewSchema,
    kind: z.enum(['answer', 'refresh', 'known']),
    replacesLicense: z.boolean(),
  }),
  /** Asks before this computer gives its license back. */
  z.strictObject({
    step: z.literal('return-confirm'),
    road: z.enum(roads),
    overview: licenseOverviewSchema,
    others: otherHoldersSchema,
  }),
  z.strictObject({
    step: z.literal('result'),
    overview: licenseOverviewSchema,
    justActivated: z.boolean(),
    actions: z.array(z.enum(licenseActions)),
    /** The same. A difference from the server was made up for. */
    clock: clockNoteSchema.nullable(),
    /** When the license server was last asked, in this run. */
    checkedAt: z.iso.datetime({ precision: 3 }).nullable(),
  }),
  /** The way to the license server, layer by layer; null while it is being tested. */
  z.strictObject({
    step: z.literal('doctor'),
    host: z.string(),
    diagnosis: diagnosisSchema.nullable(),
    help: z.enum(connectionHelps).nullable(),
  }),
  /** How the wizard gets out of this network. */
  z.strictObject({
    step: z.literal('proxy-settings'),
    proxy: shownProxySchema,
    /** A proxy asked for a sign-in, and the page was opened for that. */
    forSignIn: z.boolean(),
    /** What is wrong with what was sent here last. */
    problem: z.enum(proxyProblems).nullable(),
  }),
  z.strictObject({
    step: z.literal('failure'),
    failure: failureSchema,
    action: z.enum(nextActions),
    /** What was being done. */
    task: z.enum(failedTasks),
    /** Who asked, where the person can go back and say so anew. */
    credentials: z.enum(activationMethods).nullable(),
    /** The way to the license server can be tested layer by layer. */
    canDiagnose: z.boolean(),
    /** There was a license before this attempt, and it is as it was. */
    licenseKept: z.boolean(),
  }),
])
export type WizardView = z.infer<typeof wizardViewSchema>
export type WizardStep = WizardView['step']
export type ViewOf<S extends WizardStep> = Extract<WizardView, { step: S }>

/** What every page may show around its own content; null while the configuration is not read or is unusable. */
/** This person's license, or that of all users of the computer. */
export const licenseScopes = ['user', 'machine'] as const

export const wizardFrameSchema = z.strictObject({
  productName: z.string(),
  productVersion: z.string(),
  vendorName: z.string(),
  links: z.array(z.enum(linkNames)),
  hasLogo: z.boolean(),
  /** An installer started the wizard: the first page offers to set the product up later. */
  isFromInstaller: z.boolean(),
  /** The vendor's own texts in the language of the window, by key. */
  words: z.record(z.string(), z.string()),
  /** Whose license the window works with. */
  scope: z.enum(licenseScopes).optional(),
})
export type WizardFrame = z.infer<typeof wizardFrameSchema>

/** A view with its place in time: `revision` rises by one with each change, and the window keeps the highest. */
/** An address that no program of this computer opened, in the form that a person copies. */
export const unopenedAddressSchema = z.strictObject({
  kind: z.enum(['web', 'mail']),
  address: z.string(),
})
export type UnopenedAddress = z.infer<typeof unopenedAddressSchema>

export const wizardSnapshotSchema = z.strictObject({
  revision: z.int().min(0),
  wizardVersion: z.string(),
  locale: z.string(),
  frame: wizardFrameSchema.nullable(),
  /** Until another page is shown. */
  unopened: unopenedAddressSchema.nullable(),
  view: wizardViewSchema,
})
export type WizardSnapshot = z.infer<typeof wizardSnapshotSchema>
