// What the official Electron distribution brings as its default app, reduced to what tests and the demo need:
// `electron [switches] [-r module] <folder or file> [arguments]`. It makes an unpackaged app look as it does there.
const { app } = require('electron')
const fs = require('node:fs')
const Module = require('node:module')
const path = require('node:path')

/** Only what stands before the path is ours; what follows belongs to the app. */
function readArguments(args) {
  const preloads = []
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index]
    if (arg === '-r' || arg === '--require') preloads.push(args[++index])
    else if (arg.startsWith('--require=')) preloads.push(arg.slice('--require='.length))
    else if (!arg.startsWith('-')) return { preloads, target: path.resolve(arg) }
  }
  return { preloads, target: null }
}

function takeOverIdentity(folder) {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  if (manifest.version) app.setVersion(manifest.version)
  const name = manifest.productName || manifest.name
  if (name) app.setName(name)
  if (process.platform === 'linux') app.setDesktopName(manifest.desktopName || `${app.getName()}.desktop`)
}

function refuse(message) {
  process.stderr.write(`${message}\n`)
  app.exit(1)
}

function start({ preloads, target }) {
  if (preloads.length > 0) Module._preloadModules(preloads)
  if (target === null) return refuse('No app to start: name its folder or its main file.')
  let main
  try {
    const isApp = fs.existsSync(path.join(target, 'package.json'))
    if (isApp) takeOverIdentity(target)
    main = Module._resolveFilename(target, null, true)
    app.setAppPath(isApp ? target : path.dirname(main))
  } catch (error) {
    return refuse(`Unable to find an Electron app at ${target}\n${error.message}`)
  }
  Module._load(main, null, true)
}

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
start(readArguments(process.argv.slice(1)))
