// Files of a provider: downloaded from the addresses in its answer, and put into storage.
//
// The addresses come from the provider and not from the operator, so private ones are refused, as for webhooks
// (src/network/publicAddress.ts), also after a redirect.

import { get as getHttp, type IncomingMessage } from 'node:http'
import { get as getHttps } from 'node:https'
import { Readable } from 'node:stream'
import type { Task } from '../database/generated/client/client.ts'
import { publicOnly } from '../network/publicAddress.ts'
import { keyOf, type TaskFile } from '../storage/files.ts'
import type { Storage } from '../storage/storage.ts'
import { UpstreamError } from './request.ts'

const FILE_BYTES_MAX = 256 * 1024 * 1024
const FILE_MS_MAX = 5 * 60 * 1_000
const REDIRECTS_MAX = 3

/** The file name extensions by content type. Other files keep the extension of their address, if it has one. */
const ENDINGS: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/midi': 'mid',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
}

/** Downloads a file and stores it as a file of a task. Throws UpstreamError, also if storage fails. */
export async function keepFile(
  storage: Storage,
  task: Pick<Task, 'organizationId' | 'id'>,
  { name, url }: { readonly name: string; readonly url: string },
  { allowPrivate, signal }: { readonly allowPrivate: boolean; readonly signal: AbortSignal },
): Promise<TaskFile> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(FILE_MS_MAX)])
  const unfetched = (error: unknown) =>
    new UpstreamError(`${name} could not be fetched: ${messageOf(error)}`, 'UNKNOWN')
  let response: IncomingMessage
  try {
    response = await open(url, allowPrivate, inTime)
  } catch (error) {
    throw signal.aborted ? error : unfetched(error)
  }
  const contentType = typeOf(response)
  const ending = ENDINGS[contentType] ?? /\.([A-Za-z0-9]{1,10})$/.exec(new URL(url).pathname)?.[1]
  const file = { name: ending ? `${name}.${ending}` : name, contentType }
  let bytes = 0
  let fault: UpstreamError | null = null
  async function* fetched(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of response) {
        bytes += chunk.length
        if (bytes > FILE_BYTES_MAX) throw tooBig(name)
        yield chunk
      }
    } catch (error) {
      fault = error instanceof UpstreamError ? error : unfetched(error)
      throw error
    }
  }
  try {
    await storage.putStream(keyOf(task, { ...file, bytes }), Readable.from(fetched(), { objectMode: false }), inTime)
  } catch (error) {
    if (signal.aborted) throw error
    throw fault ?? new UpstreamError(`${name} could not be put into storage: ${messageOf(error)}`, 'UNKNOWN')
  } finally {
    response.destroy()
  }
  return { ...file, bytes }
}

function tooBig(name: string): UpstreamError {
  return new UpstreamError(`${name} is larger than ${FILE_BYTES_MAX} bytes`, 'UNUSABLE', {
    reason: 'A file of the provider is too big to be stored.',
  })
}

function messageOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error ? `${message} (${cause.message})` : message
}

async function open(url: string, allowPrivate: boolean, signal: AbortSignal, redirects = 0): Promise<IncomingMessage> {
  const { protocol } = new URL(url)
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:')) throw new Error('its address is not https')
  const get = protocol === 'https:' ? getHttps : getHttp
  const options = allowPrivate ? { agent: false as const } : publicOnly(new URL(url))
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { ...options, signal, headers: { 'user-agent': 'Holdfast' } }, resolve).on('error', reject)
  })
  const { statusCode = 0, headers } = response
  if (statusCode === 200) return response
  response.destroy()
  const isRedirect = [301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined
  if (!isRedirect || redirects === REDIRECTS_MAX) throw new Error(`it was answered with ${statusCode}`)
  return open(new URL(headers.location as string, url).href, allowPrivate, signal, redirects + 1)
}

function typeOf({ headers }: IncomingMessage): string {
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  const isType = /^[a-z]+\/[a-z0-9.+-]{1,80}$/.test(type.trim().toLowerCase())
  return isType ? type.trim().toLowerCase() : 'application/octet-stream'
}
