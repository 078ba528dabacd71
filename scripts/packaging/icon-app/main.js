// Draws an SVG file in several sizes with Chromium, and writes each as a PNG: `electron icon-app <svg> <folder> <sizes>`.
const { app, BrowserWindow } = require('electron')
const { readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const [svg = '', folder = '', sizes = ''] = process.argv.slice(-3)

/** Runs in the page. */
async function draw(source, size) {
  const image = new Image()
  image.src = source
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, size, size)
  return canvas.toDataURL('image/png')
}

async function drawAll() {
  await app.whenReady()
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true } })
  await window.loadURL('data:text/html,<title>icons</title>')
  const source = `data:image/svg+xml;base64,${readFileSync(svg).toString('base64')}`
  for (const size of sizes.split(',').map(Number)) {
    const url = await window.webContents.executeJavaScript(`(${draw})(${JSON.stringify(source)}, ${size})`)
    writeFileSync(join(folder, `${size}x${size}.png`), Buffer.from(url.split(',')[1], 'base64'))
  }
}

drawAll().then(
  () => app.exit(0),
  (error) => {
    process.stderr.write(`${error}\n`)
    app.exit(1)
  },
)
