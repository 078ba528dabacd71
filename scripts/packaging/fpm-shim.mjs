#!/usr/bin/env node
// Stands in for fpm, which electron-builder downloads, where that cannot be had: it takes the same arguments and makes a
// Debian package with the system's dpkg-deb.
import { writeDeb } from './deb-archive.mjs'
import { parseFpmArguments } from './fpm-arguments.mjs'

try {
  await writeDeb(parseFpmArguments(process.argv.slice(2)), process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'])
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
