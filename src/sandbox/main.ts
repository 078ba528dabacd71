import { type Command, parseCommandLine, type RunCommand } from './command-line.ts'
import { toHelp, toJsonLine, toTable } from './command-output.ts'
import { onParentGone } from './parent-watch.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts'

await runCommand(parseCommandLine(process.argv.slice(2)))

async function runCommand(command: Command): Promise<void> {
  if (command.kind === 'help') return void console.log(toHelp())
  if (command.kind === 'wrong') {
    console.error(`${command.message}\nTry: npm run sandbox -- --help`)
    process.exitCode = 2
    return
  }
  try {
    const sandbox = await startSandbox(toOptions(command))
    endInTime(sandbox, command)
    console.log(command.json ? toJsonLine(sandbox) : toTable(sandbox))
  } catch (error) {
    console.error(explainStart(error, command))
    process.exitCode = 1
  }
}

function toOptions({ keyFile, licenses, kind, json, exitWithParent, ...options }: RunCommand): SandboxOptions {
  return { ...options, ...(keyFile !== null && { keyFile }), ...(licenses !== null && { licenses }) }
}

function endInTime(sandbox: Sandbox, { exitWithParent }: RunCommand): void {
  const end = async () => {
    await sandbox.close()
    process.exit(0)
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  if (exitWithParent) onParentGone(() => void end())
}

function explainStart(error: unknown, { port }: RunCommand): string {
  const { code, syscall } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Choose another one, or 0 for any free one.`
  if (code === 'EACCES' && syscall === 'listen')
    return `Port ${port} is not open to this user. Choose one above 1023, or 0 for any free one.`
  return `The sandbox could not start: ${String(error)}`
}
