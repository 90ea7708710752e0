// A server that speaks the part of OxaPay's protocol that Holdfast uses, as docs.oxapay.com documents it: the merchant's key, invoices, the
// information on a payment, and callbacks that are signed and repeated until they are answered with "ok".

import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listen } from './listen.ts'

const MERCHANT_KEY = 'HOLDFA-MERCHA-NTKEY1-TEST00'

interface Transaction {
  readonly tx_hash: string
  readonly amount: number
  readonly currency: string
}

interface Invoice {
  readonly track_id: string
  /** As the number of the request was written. */
  readonly amount: string
  readonly currency: string
  readonly order_id: string
  readonly callback_url: string
  readonly return_url: string
  readonly description: string
  readonly lifetime: number
  readonly under_paid_coverage: number
  status: string
  readonly txs: Transaction[]
}

export interface Callback {
  readonly body: string
  readonly signature: string | null
}

export class OxapayServer {
  /** What answers in place of the server, for faults: an HTTP status, or a cut connection. */
  fault: number | 'CUT' | null = null
  /** Runs before an invoice is answered. */
  beforeInvoice: () => Promise<unknown> = async () => {}
  readonly invoices = new Map<string, Invoice>()
  readonly #server = createServer((request, response) => this.#serve(request, response))
  url = ''

  static async start(): Promise<OxapayServer> {
    const oxapay = new OxapayServer()
    oxapay.url = await listen(oxapay.#server)
    return oxapay
  }

  stop(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  get settings() {
    return { merchantKey: MERCHANT_KEY, url: this.url }
  }

  invoice(trackId: string): Invoice {
    const found = this.invoices.get(trackId)
    if (!found) throw new Error(`no invoice ${trackId}`)
    return found
  }

  /** Coins come, and the invoice has another state. */
  becomes(trackId: string, status: string, coins?: number): void {
    const invoice = this.invoice(trackId)
    invoice.status = status
    if (coins) invoice.txs.push({ tx_hash: `0x${invoice.txs.length + 1}`, amount: coins, currency: 'ETH' })
  }

  /** A callback about an invoice, as its body and its signature. */
  callback(trackId: string, key = MERCHANT_KEY): Callback {
    const { order_id, status, txs, description } = this.invoice(trackId)
    const shown = `${status[0]?.toUpperCase()}${status.slice(1)}`
    const body = JSON.stringify({
      ...{ track_id: trackId, status: shown, type: 'invoice', module_name: 'OxaPay', order_id, description },
      // In the coins that came, unlike in the information on the payment.
      ...{ amount: txs.reduce((sum, { amount }) => sum + amount, 0), currency: 'ETH', value: 3.6839, date: 1738493900 },
      txs: txs.map((each) => ({ status: 'confirmed', ...each, network: 'Ethereum Network', confirmations: 11 })),
    })
    return { body, signature: signatureOf(body, key) }
  }

  /** Sends a callback, and resolves with the status and the body of the answer. OxaPay repeats it until that is 200 and "ok". */
  async send(trackId: string, callback = this.callback(trackId)): Promise<string> {
    const { body, signature } = callback
    const headers = { 'content-type': 'application/json', ...(signature === null ? {} : { HMAC: signature }) }
    const response = await fetch(this.invoice(trackId).callback_url, { method: 'POST', headers, body })
    const text = await response.text()
    return response.status === 200 ? `200 ${text}` : String(response.status)
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of request) text += chunk
    if (this.fault === 'CUT') return void request.socket.destroy()
    const answer = (status: number, data: string, message: string) => {
      const error = status === 200 ? {} : { type: 'error', key: 'key', message }
      const rest = JSON.stringify({ message, error, status, version: '1.0.0' })
      response.writeHead(status, { 'content-type': 'application/json' }).end(`{"data":${data},${rest.slice(1)}`)
    }
    const path = (request.url ?? '').replace('/v1/payment/', '')
    if (this.fault !== null) return answer(this.fault, '{}', 'OxaPay has a problem.')
    if (request.headers.merchant_api_key !== MERCHANT_KEY) return answer(401, '{}', 'Invalid merchant API key')
    if (request.method === 'POST' && path === 'invoice') {
      const problem = problemIn(JSON.parse(text))
      if (problem) return answer(400, '{}', problem)
      await this.beforeInvoice()
      return answer(200, JSON.stringify(this.#newInvoice(text)), 'Operation completed successfully!')
    }
    const invoice = this.invoices.get(path)
    if (!invoice) return answer(404, '{}', 'Invalid track_id')
    answer(200, informationOn(invoice), 'Operation completed successfully!')
  }

  #newInvoice(text: string) {
    const track_id = String(184_747_701 + this.invoices.size)
    const [, amount = ''] = /"amount":([\d.]+)/.exec(text) ?? []
    this.invoices.set(track_id, { ...JSON.parse(text), amount, track_id, status: 'new', txs: [] })
    const date = Math.floor(Date.now() / 1_000)
    return { track_id, payment_url: `${this.url}/pay/${track_id}`, expired_at: date + 3_600, date }
  }
}

export function signatureOf(body: string, key: string): string {
  return createHmac('sha512', key).update(body).digest('hex')
}

function problemIn({ amount, lifetime, callback_url, under_paid_coverage: covered }: Record<string, unknown>) {
  if (typeof amount !== 'number' || amount < 0.1) return 'The amount is too low.'
  if (typeof lifetime !== 'number' || lifetime < 15 || lifetime > 2_880) return 'The lifetime must be 15 to 2880.'
  if (typeof callback_url !== 'string' || !URL.canParse(callback_url)) return 'The callback_url is not valid.'
  return covered === 0 ? null : 'These tests expect no coverage.'
}

function informationOn({ amount, ...invoice }: Invoice): string {
  const txs = invoice.txs.map((each) => ({
    ...{ ...each, network: 'Ethereum Network', address: '0xA', status: 'confirmed', confirmations: 11 },
    auto_convert: { processed: false },
    auto_withdrawal: { processed: false },
    date: 1728117736,
  }))
  const rest = { type: 'invoice', mixed_payment: false, fee_paid_by_payer: 0, ...invoice, txs, date: 1728117475 }
  return `{"amount":${amount},${JSON.stringify(rest).slice(1)}`
}
