import { type Command, parseCommandLine } from './command-line.ts'
import { toHelp, toJsonLine, toTable } from './command-output.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

await runCommand(parseCommandLine(process.argv.slice(2)))

async function runCommand(command: Command): Promise<void> {
  if (command.kind === 'help') return void console.log(toHelp())
  if (command.kind === 'wrong') {
    console.error(`${command.message}\nTry: npm run sandbox -- --help`)
    process.exitCode = 2
    return
  }
  try {
    const sandbox = await startSandbox({ port: command.port, fault: command.fault })
    endOnSignal(sandbox)
    console.log(command.json ? toJsonLine(sandbox) : toTable(sandbox))
  } catch (error) {
    console.error(explainStart(error, command.port))
    process.exitCode = 1
  }
}

function endOnSignal(sandbox: Sandbox): void {
  const end = async () => {
    await sandbox.close()
    process.exit(0)
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}

function explainStart(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Choose another one, or 0 for any free one.`
  if (code === 'EACCES') return `Port ${port} is not open to this user. Choose one above 1023, or 0 for any free one.`
  return `The sandbox could not start: ${String(error)}`
}
