// The base of the stand-ins for providers: a local server that keeps jobs, treats them as a test says, and can be made to
// fail as real providers do.

import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Request {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Record<string, unknown>
}

export interface Answer {
  readonly status: number
  /** Sent as JSON, or unchanged if it is a string. */
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Job {
  readonly id: string
  readonly request: Request
  state: 'WAITING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED'
  /** The reason of the failure, if it FAILED. */
  reason: string | null
}

/** The answer that replaces the regular one; null if nothing replaces it. */
type Instead = Answer | 'NO_ANSWER' | 'CUT' | null

export type Interruption = (request: Request) => Instead | Promise<Instead>

export interface Protocol {
  /** Returns whether the request has the right key. */
  readonly isKnown: (request: Request) => boolean
  readonly unauthorized: Answer
  /** Answers a request that submits or reads a job; null if there is no such method or path. */
  readonly answer: (request: Request, jobs: StandIn) => Answer | null
}

/** The content of every song. */
export const SONG = Buffer.from('ID3 what a song')

/** The content of every video: the beginning of an MP4 file. */
export const VIDEO = Buffer.from('\0\0\0\u0018ftypisom\0\0\u0002\0isomiso2', 'latin1')

export class StandIn {
  readonly jobs: Job[] = []
  readonly received: Request[] = []
  /** Called in order for each request. An interruption that has replaced an answer is removed. */
  readonly interruptions: Interruption[] = []
  /** The state that a job gets when it is submitted. */
  fate: Job['state'] = 'WAITING'
  readonly #server = createServer((request, response) => void this.#serve(request, response))
  readonly #protocol: Protocol
  readonly #name: string
  #url = ''

  private constructor(name: string, protocol: Protocol) {
    this.#name = name
    this.#protocol = protocol
  }

  static async start(name: string, protocol: Protocol): Promise<StandIn> {
    const standIn = new StandIn(name, protocol)
    standIn.#server.listen(0, '127.0.0.1')
    await once(standIn.#server, 'listening')
    standIn.#url = `http://127.0.0.1:${(standIn.#server.address() as AddressInfo).port}`
    return standIn
  }

  get url(): string {
    return this.#url
  }

  /** Returns the URL of a job's song. */
  songOf(id: string): string {
    return `${this.#url}/cdn/${id}.mp3`
  }

  submit(request: Request): Job {
    const job: Job = { id: `${this.#name}-${this.jobs.length + 1}`, request, state: this.fate, reason: null }
    this.jobs.push(job)
    return job
  }

  find(id: string | undefined | null): Job | undefined {
    return this.jobs.find((job) => job.id === id)
  }

  /** Returns the number of requests with this method and a path that matches. */
  count(method: string, path: RegExp): number {
    return this.received.filter((request) => request.method === method && path.test(request.path)).length
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', this.#url)
    const sent = await text(incoming)
    const request: Request = {
      method: incoming.method ?? '',
      path: pathname,
      query: searchParams,
      headers: incoming.headers,
      body: sent === '' ? {} : JSON.parse(sent),
    }
    this.received.push(request)
    for (const [i, interrupt] of this.interruptions.entries()) {
      const instead = await interrupt(request)
      if (instead === null) continue
      this.interruptions.splice(i, 1)
      if (instead === 'NO_ANSWER') return
      if (instead === 'CUT') {
        response.destroy()
        return
      }
      send(response, instead)
      return
    }
    if (pathname.startsWith('/cdn/')) {
      const [content, type] = pathname.endsWith('.mp4') ? [VIDEO, 'video/mp4'] : [SONG, 'audio/mpeg']
      response.writeHead(200, { 'content-type': type, 'content-length': content.length }).end(content)
      return
    }
    if (!this.#protocol.isKnown(request)) return send(response, this.#protocol.unauthorized)
    const answer = this.#protocol.answer(request, this)
    send(response, answer ?? { status: 404, body: { code: 404, message: 'no such method or path' } })
  }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const sent = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(sent)
}

/** Sends a callback and returns the status of the answer. */
export async function callBack(url: unknown, body: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(String(url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  await response.arrayBuffer()
  return response.status
}
