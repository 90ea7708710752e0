// A Redis server for a test, which can be killed and started again.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

export class RedisServer {
  readonly #port: number
  #child: ChildProcess | null = null

  private constructor(port: number) {
    this.#port = port
  }

  static async start(): Promise<RedisServer> {
    const finder = createServer().listen(0, '127.0.0.1')
    await once(finder, 'listening')
    const { port } = finder.address() as AddressInfo
    finder.close()
    const server = new RedisServer(port)
    await server.start()
    return server
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`
  }

  async start(): Promise<void> {
    const settings = ['--bind', '127.0.0.1', '--port', String(this.#port), '--save', '', '--appendonly', 'no']
    const child = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] })
    this.#child = child
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
    })
    await once(child, 'spawn').catch((error) => {
      throw new Error('This test needs redis-server: apt-get install redis-server', { cause: error })
    })
    while (!output.includes('Ready to accept connections')) await once(child.stdout, 'data')
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (!child) return
    this.#child = null
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}
