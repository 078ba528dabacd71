// The two icon formats that hold PNG files: a list of places, then the files as they are.

/** @typedef {{ size: number, png: Buffer }} DrawnIcon */

/** Types of an .icns by edge length; the larger of each pair of pixels is the smaller icon on a dense screen. */
const icnsTypes = new Map([
  [16, ['icp4']],
  [32, ['icp5', 'ic11']],
  [64, ['ic12']],
  [128, ['ic07']],
  [256, ['ic08', 'ic13']],
  [512, ['ic09', 'ic14']],
  [1024, ['ic10']],
])

/**
 * A Windows icon. Sizes above 256 have no place in it.
 *
 * @param {readonly DrawnIcon[]} icons
 * @returns {Buffer}
 */
export function toIco(icons) {
  const fitting = icons.filter(({ size }) => size <= 256)
  const head = Buffer.alloc(6 + 16 * fitting.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(fitting.length, 4)
  let offset = head.length
  for (const [index, { size, png }] of fitting.entries()) {
    const at = 6 + 16 * index
    // 256 is written as 0.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...fitting.map(({ png }) => png)])
}

/**
 * A macOS icon.
 *
 * @param {readonly DrawnIcon[]} icons
 * @returns {Buffer}
 */
export function toIcns(icons) {
  const parts = icons.flatMap(({ size, png }) => (icnsTypes.get(size) ?? []).map((type) => toPart(type, png)))
  return toPart('icns', Buffer.concat(parts))
}

/** @param {string} type four letters @param {Buffer} content */
function toPart(type, content) {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}
