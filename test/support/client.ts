// A client such as an application would write: fetch for queries and mutations, the stock graphql-ws client for live
// streams, typed by the generated operations.

import { createClient, type Client as SocketClient } from 'graphql-ws'
import WebSocket from 'ws'
import type { TypedDocumentString } from '../generated/graphql.ts'

export interface Answer<Data> {
  readonly data: Data | null
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions?: { readonly code?: string; readonly [name: string]: unknown }
  }[]
}

/** Returns the reason for which a client's credentials are refused; null if they are accepted, or if it has none. */
export async function rejectionOf(client: Client): Promise<unknown> {
  const { errors } = await client.send('{ viewer { isOperator } }')
  return errors?.[0]?.extensions?.reason ?? null
}

/** Optional for an operation whose variables are all optional. */
type Variables<V> = Record<string, never> extends V ? [variables?: V] : [variables: V]

export class Client {
  readonly #url: string
  readonly #key: string | null
  #socket: SocketClient | null = null

  readonly #more: Readonly<Record<string, string>>

  /** Takes a key, or other headers: a cookie, a token, an organization. */
  constructor(url: string, key: string | null, more: Readonly<Record<string, string>> = {}) {
    this.#url = `${url}/graphql`
    this.#key = key
    this.#more = more
  }

  get key(): string | null {
    return this.#key
  }

  /** Sends an operation. The answer may contain errors. */
  async send<Data, V>(document: TypedDocumentString<Data, V> | string, variables?: V): Promise<Answer<Data>> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.#headers() },
      body: JSON.stringify({ query: document.toString(), variables }),
    })
    return response.json() as Promise<Answer<Data>>
  }

  /** Sends an operation and returns its data; throws if the answer has errors. */
  async run<Data, V>(document: TypedDocumentString<Data, V>, ...[variables]: Variables<V>): Promise<Data> {
    const { data, errors } = await this.send(document, variables as V)
    if (errors || !data) throw new Error(`the request failed: ${JSON.stringify(errors)}`)
    return data
  }

  /** Opens a live stream over graphql-ws. */
  watch<Data, V>(document: TypedDocumentString<Data, V>, ...[variables]: Variables<V>): Stream<Data> {
    this.#socket ??= createClient({
      url: this.#url.replace('http', 'ws'),
      webSocketImpl: withHeaders(this.#more),
      connectionParams: this.#key ? { apiKey: this.#key } : {},
      retryAttempts: 0,
    })
    const iterator = this.#socket.iterate({
      query: document.toString(),
      variables: variables as Record<string, unknown>,
    })
    return new Stream(iterator as AsyncIterableIterator<Answer<Data>>)
  }

  /** Opens a live stream over SSE, and reads it as a browser's EventSource does. */
  watchBySse<Data, V>(document: TypedDocumentString<Data, V>, ...[variables]: Variables<V>): Stream<Data> {
    return new Stream(this.#events<Data>(document.toString(), variables))
  }

  async *#events<Data>(query: string, variables: unknown): AsyncGenerator<Answer<Data>, void> {
    const abort = new AbortController()
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...this.#headers() },
        body: JSON.stringify({ query, variables }),
        signal: abort.signal,
      })
      let text = ''
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk
        for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
          const data = /^data: (.+)$/m.exec(text.slice(0, end))?.[1]
          text = text.slice(end + 2)
          if (data) yield JSON.parse(data)
        }
      }
    } finally {
      abort.abort()
    }
  }

  async close(): Promise<void> {
    await this.#socket?.dispose()
  }

  #headers(): Record<string, string> {
    return { ...(this.#key ? { 'x-api-key': this.#key } : {}), ...this.#more }
  }
}

/** The messages of a subscription. A message that never comes fails the test by its timeout. */
export class Stream<Data> {
  readonly messages: Data[] = []
  readonly #iterator: AsyncIterator<Answer<Data>>

  constructor(iterator: AsyncIterator<Answer<Data>>) {
    this.#iterator = iterator
  }

  async next(): Promise<Data> {
    const { value, done } = await this.#iterator.next().catch((error) => {
      // graphql-ws rejects with the list of errors when a whole operation was refused.
      throw Array.isArray(error) ? new Error(`the stream was refused: ${JSON.stringify(error)}`) : error
    })
    if (done) throw new Error('the stream has ended')
    if (value.errors || !value.data) throw new Error(`the stream failed: ${JSON.stringify(value.errors)}`)
    this.messages.push(value.data)
    return value.data
  }

  /** Reads until a message fulfills the condition. Returns all messages so far. */
  async until(isLast: (data: Data) => boolean): Promise<Data[]> {
    while (!isLast(await this.next()));
    return this.messages
  }

  async end(): Promise<void> {
    await this.#iterator.return?.()
  }
}

/** A WebSocket that sends these headers when it opens, as a browser sends its cookies. */
function withHeaders(headers: Readonly<Record<string, string>>) {
  return class extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers })
    }
  }
}
