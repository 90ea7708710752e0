// GET and POST /mails/end/TOKEN: the link in a mail that ends mails of its kind for its recipient. GET changes nothing, because programs
// open links to look at them; a button does, or the one click of the recipient's program (RFC 8058), which are a POST.

import { actAs } from '../engine/acting.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { KINDS } from '../mail/kinds.ts'
import { escaped, shown } from '../mail/letter.ts'
import { choicesOf, choose, readEndLink } from '../mail/preferences.ts'
import { readBody } from './body.ts'
import type { Exchange, Parts } from './exchange.ts'
import { answerPage } from './htmlPage.ts'

const BODY_BYTES_MAX = 1_024

export async function serveMailEnd(
  { app, reader, strangers }: Parts,
  { request, response, variable: token }: Exchange,
): Promise<void> {
  if (await strangers.refuse(request, response)) return
  const link = await readEndLink(app, token)
  const chooser = link && ((await memberOf(link)) ?? (await billingOf(link)))
  if (!link || !chooser) {
    const body = '<main><h1>This link does not work any more</h1><p>No mails go to its recipient.</p></main>'
    return answerPage(response, 404, { title: 'Mails', body })
  }
  if (request.method === 'POST') {
    const form = new URLSearchParams((await readBody(request, BODY_BYTES_MAX)).toString())
    const { actor: who, name } = chooser
    const actor = { ...who, name, address: reader.addressOf(request) }
    const choice = { ...link, wanted: form.get('wanted') === 'on' }
    const chosen = await actAs({ ...actor, requestId: null }, () => choose(app, choice))
    if (isRefusal(chosen)) {
      const body = `<main><h1>These mails can’t be ended</h1><p>${escaped(chosen.message)}</p></main>`
      return answerPage(response, 400, { title: 'Mails', body })
    }
  }
  const choices = await choicesOf(app, link)
  const chosen = choices.find(({ kind }) => kind === link.kind)
  answerPage(response, 200, {
    title: 'Mails',
    body: bodyOf(link.kind, chooser.organization, chosen?.wanted ?? false),
  })

  async function memberOf({ organizationId, memberId: id }: { organizationId: string; memberId: string }) {
    const found = await app.prisma.member.findUnique({
      where: { organizationId_id: { organizationId, id }, removedAt: null },
      include: { organization: { select: { name: true } } },
    })
    return found && { actor: { kind: 'MEMBER' as const, id }, name: found.name, organization: found.organization.name }
  }

  /** The billing address of an organization, which is not a member. */
  async function billingOf({ organizationId: id, memberId }: { organizationId: string; memberId: string }) {
    if (memberId !== id) return null
    const found = await app.prisma.organization.findUnique({ where: { id }, select: { name: true } })
    return (
      found && { actor: { kind: 'PERSON' as const, id: null }, name: 'The billing address', organization: found.name }
    )
  }
}

function bodyOf(kind: keyof typeof KINDS, organization: string, wanted: boolean): string {
  const name = escaped(shown(organization))
  const about = escaped(KINDS[kind].about)
  return `<main>
<h1>${wanted ? 'End these mails?' : 'These mails have ended'}</h1>
<p>They come from “${name}” when this happens:</p>
<p><strong>${about}</strong></p>
<form method="post">
<input type="hidden" name="wanted" value="${wanted ? 'off' : 'on'}">
<button type="submit"${wanted ? '' : ' class="quiet"'}>${wanted ? 'End them' : 'Get them again'}</button>
</form>
</main>`
}
