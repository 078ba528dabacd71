// Loaded into the wizard's main process with -r: tells when its first useful page is painted, so that the wizard itself
// needs no code for a benchmark.
const { app } = require('electron')

// The start page has a button; the page that says "one moment" has none. Two frames as in bench-empty-app.
const usefulPaint = `new Promise((done) => {
  const look = () => document.querySelector('main button')
    ? requestAnimationFrame(() => requestAnimationFrame(() => done(true)))
    : requestAnimationFrame(look)
  look()
})`

app.on('browser-window-created', (_event, { webContents }) => {
  webContents.once('dom-ready', async () => {
    await webContents.executeJavaScript(usefulPaint)
    process.stdout.write('useful-paint\n')
  })
})
