/** What the script of the landing page does in a browser that came to `address`: GET, then POST of the answer. */
export async function handOver(address: URL | string): Promise<Response> {
  const bare = new URL(address)
  const body = bare.hash.slice(1)
  bare.hash = ''
  await (await fetch(bare)).text()
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: bare.origin }
  return fetch(bare, { method: 'POST', headers, body })
}
