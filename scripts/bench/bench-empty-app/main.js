// The least an Electron app can be: what it costs to start, any app has to pay.
const { app, BrowserWindow } = require('electron')
const path = require('node:path')

// Two frames: the first callback runs before the page is painted, the second after it.
const twoFrames = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))'

async function start() {
  const window = new BrowserWindow({ width: 800, height: 600, webPreferences: { sandbox: true } })
  await window.loadFile(path.join(__dirname, 'index.html'))
  await window.webContents.executeJavaScript(twoFrames)
  process.stdout.write('useful-paint\n')
}

app.whenReady().then(start)
