/** Stands in Electron's place inside of the bundle: the command line runs on plain Node. */
// biome-ignore lint/style/noDefaultExport: electron-store imports the default of the module that this one replaces.
export default {}
