// Reads a small JSON document at an address that an organization or a provider has set.

import { get as getByHttp } from 'node:http'
import { get as getByHttps } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { publicOnly } from './publicAddress.ts'

export interface ReadJson {
  /** True: the address may be on a private network. */
  readonly allowPrivate: boolean
  /** The longest time until the whole document is there, in milliseconds. */
  readonly timeoutMs: number
  readonly bytesMax: number
}

/** The document; null if it can't be had: no connection, another status than 200, too long, too late, or not JSON. */
export async function readJson(url: URL, { allowPrivate, timeoutMs, bytesMax }: ReadJson): Promise<unknown> {
  try {
    const options = {
      ...(allowPrivate ? { agent: false as const } : publicOnly(url)),
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: 'application/json' },
    }
    return await new Promise((resolve, reject) => {
      const get = url.protocol === 'https:' ? getByHttps : getByHttp
      const request = get(url, options, (response) => {
        if (response.statusCode !== 200) return void request.destroy(new Error(`The status is ${response.statusCode}.`))
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > bytesMax) request.destroy(new Error(`The document has more than ${bytesMax} bytes.`))
        })
        buffer(response)
          .then((document) => resolve(JSON.parse(document.toString())))
          .catch(reject)
      })
      request.on('error', reject)
    })
  } catch {
    return null
  }
}
