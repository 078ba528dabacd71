/** Decides what this start is: a command, a refused start, the one window, or a second start beside it. */
import '../engine/own-home.ts'
import '../engine/checked-certificates.ts'
import { app, protocol } from 'electron'
import type { UsageProblem } from '../engine/result/usage-problem.ts'
import { createTranslator } from '../shared/translate.ts'
import { switchProblemOf } from './allowed-switches.ts'
import { chooseProfile } from './choose-profile.ts'
import { type Embedding, readEmbedding } from './embedding.ts'
import { type EndingContext, isAwaited, refusedEnding, secondEnding, tellUsage } from './ending.ts'
import { openedPathOf } from './opened-file.ts'
import { openedLinkOf } from './opened-link.ts'
import { commandOf, endProcess, runCommand } from './packaged-command.ts'
import { variableProblemOf } from './refused-variables.ts'
import { startWizard } from './start-wizard.ts'
import { now } from './this-computer.ts'
import { denyNavigation } from './web-security.ts'

// An installer may have closed the other end: nobody reads these words, and that is no reason to end.
process.stderr.on('error', () => undefined)

const args = process.argv.slice(1)
/** What is spoken before the configuration is read. */
const english: EndingContext = {
  t: createTranslator('en').t,
  locale: 'en',
  frame: null,
  productCode: null,
  wizardVersion: app.getVersion(),
  now,
}

function openWindow(embedding: Embedding, rest: readonly string[]): void {
  const wizard = startWizard(embedding, rest, english)
  const takeLinkIn = (words: readonly string[]): void => {
    const link = openedLinkOf(words)
    if (link !== null) wizard.takeLink(link)
  }
  app.on('second-instance', (_event, words, workingFolder) => {
    wizard.comeToFront()
    const path = openedPathOf(words.slice(1), workingFolder)
    if (path !== null) wizard.takeFile(path)
    takeLinkIn(words.slice(1))
  })
  // macOS hands links and files over like this, at the start and later.
  app.on('open-url', (event, link) => {
    event.preventDefault()
    takeLinkIn([link])
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    wizard.takeFile(path)
  })
  // The result is told after the last window is closed, and the process ends after that.
  app.on('window-all-closed', () => undefined)
}

/** A profile is looked for before Chromium opens one, which ends the process where it cannot. */
function openOnProfile(embedding: Embedding, rest: readonly string[]): void {
  const unwritable = chooseProfile(!isAwaited(embedding))
  if (unwritable !== null) void refusedEnding(unwritable, embedding, english).end().then(endProcess)
  else if (app.requestSingleInstanceLock()) openWindow(embedding, rest)
  else void secondEnding(embedding, english).end().then(app.exit)
}

/** At once, before Chromium begins with anything. */
function refuse(problem: UsageProblem, resultFile: string | null): void {
  endProcess(tellUsage(problem, resultFile, english))
}

// Before everything else. Unpackaged, the command line is `npm run cli`.
const command = app.isPackaged ? commandOf(args) : null
// Before ready, or the scheme has no origin of its own and no page of it could be told from another.
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
// A developer who runs as root has to switch the sandbox off; a packaged wizard never goes without.
if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
denyNavigation(app)

if (command !== null) {
  endProcess(runCommand(command))
} else {
  const told = readEmbedding(args, process.cwd())
  // A developer, and a test, needs the switches that a customer must not have.
  const problem = app.isPackaged ? (switchProblemOf(args, process.platform) ?? variableProblemOf(process.env)) : null
  if (!told.ok) refuse(told.problem, told.resultFile)
  else if (problem !== null) refuse(problem, told.embedding.resultFile)
  else openOnProfile(told.embedding, told.rest)
}
