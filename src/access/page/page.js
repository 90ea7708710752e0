// The page under /auth: sign in, create an account, verify an address, reset a password, set up a second factor, accept an invitation.
//
// Secrets of links stand behind the # of an address, which browsers send to nobody; they are taken out of it at once. An
// invitation is remembered until it is accepted or declined, for somebody may have to open a mail in between.

import { renderSVG } from '/auth/qr.js'

const NEXT = 'holdfast.console'
const INVITATION = 'holdfast.invitation'
const ROLES = {
  OWNER: 'an owner',
  ADMIN: 'an admin',
  BILLING: 'a billing contact',
  MEMBER: 'a member',
  VIEWER: 'a viewer',
}
/** What an issuer's sign-in may come back with. */
const ERRORS = {
  unable_to_link_account: 'Another account at your organization has this address already. Ask whoever administers it.',
  unable_to_get_user_info:
    'Your organization’s issuer did not say that you have an address of its domains. Sign in there with another account, or ask whoever administers it.',
  account_not_linked: 'There is an account with this address. Sign in with its password.',
}
/** What is said in place of an answer's message, by its code. @type {Record<string, string>} */
const MESSAGES = {
  INVALID_EMAIL_OR_PASSWORD: 'The address or the password is wrong.',
  INVALID_PASSWORD: 'The password is wrong.',
  INVALID_CODE: 'The code is wrong: enter the one that your app shows now.',
  INVALID_BACKUP_CODE: 'This backup code is wrong, or was used before.',
  INVALID_TWO_FACTOR_COOKIE: 'This took too long. Sign in again.',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'The code was wrong too often. Sign in again.',
  ACCOUNT_TEMPORARILY_LOCKED: 'The code was wrong too often. Try again in a quarter of an hour.',
  INVALID_TOKEN: 'This link has been used, or its time is over. Ask for a new one.',
}
const settings = document.documentElement.dataset
/** Where to look for a mail that is kept and not sent. */
const KEPT =
  settings.keptMails === 'on'
    ? ' This demo keeps its mails: it shows them on a page whose link its start has printed, after “mails”.'
    : ''
const $ = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector))

/** @type {{ user: { name: string; email: string; emailVerified: boolean; twoFactorEnabled?: boolean } } | null} */
let session = null
/** What there is of a second factor that is being set up. */
const setUp = { isConfirming: false, hasCodes: false }
/** True: the code that is asked for is a backup code. */
let isBackupCode = false
let view = location.pathname.replace(/^\/auth\/?/, '') || 'sign-in'
const secret = location.hash.slice(1)
if (secret) history.replaceState(null, '', location.pathname)
if (view === 'invitation' && secret) localStorage.setItem(INVITATION, secret)

async function call(/** @type {string} */ path, /** @type {object | undefined} */ body = undefined) {
  const response = await fetch(`/auth/${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const answer = await response.json().catch(() => null)
  if (!response.ok) {
    throw new Error(MESSAGES[answer?.code] ?? answer?.message ?? 'Something went wrong here. Try again in a moment.')
  }
  return answer
}

async function ask(/** @type {string} */ query, /** @type {object} */ variables = {}) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = await response.json()
  if (errors) throw new Error(errors[0].message)
  return data
}

function say(/** @type {'#notice' | '#problem'} */ where, /** @type {string} */ text) {
  for (const each of ['#notice', '#problem']) {
    $(each).hidden = each !== where
    $(each).textContent = each === where ? text : ''
  }
}
const notice = (/** @type {string} */ text) => say('#notice', text)

/** Shows these views and no others, and what of them there is. */
function show(/** @type {string[]} */ ...names) {
  for (const section of document.querySelectorAll('section'))
    section.hidden = !names.includes(section.dataset.view ?? '')
  const has = {
    session: session !== null,
    oidc: settings.oidc === 'on',
    'one-factor': session?.user.twoFactorEnabled !== true && !setUp.isConfirming,
    'two-factors': session?.user.twoFactorEnabled === true,
    confirming: setUp.isConfirming,
    codes: setUp.hasCodes,
    'sign-up': settings.signUp === 'on',
    explorer: settings.explorer === 'on',
    'kept-mails': settings.keptMails === 'on',
  }
  for (const part of document.querySelectorAll('[data-if]')) {
    /** @type {HTMLElement} */
    part.hidden = !has[/** @type {keyof typeof has} */ (/** @type {HTMLElement} */ (part).dataset.if)]
  }
  const shown = document.querySelector('section:not([hidden]) h1')
  document.title = `${shown?.textContent} · Holdfast`
  const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (
    document.querySelectorAll('section:not([hidden]) form input')
  )
  if (names.at(-1) !== 'account') [...inputs].find(({ value }) => value === '')?.focus()
}

/** Runs what a button or form does; what is wrong with it is said on the page. */
async function run(/** @type {HTMLButtonElement | null} */ button, /** @type {() => Promise<void>} */ work) {
  if (button) {
    button.disabled = true
    $('#problem').hidden = true
  }
  try {
    await work()
  } catch (error) {
    say('#problem', /** @type {Error} */ (error).message)
  } finally {
    if (button) button.disabled = false
  }
}

/** The page of the console that led here; null: none did. */
const asked = new URLSearchParams(location.search).get('next')
const consolePath = asked && /^\/console(?:\/[\w.~?=&%/-]*)?$/.test(asked) && !asked.includes('//') ? asked : null
if (consolePath) sessionStorage.setItem(NEXT, consolePath)

/** Leads on to the page of the console that has asked for a sign-in. Returns whether one has. */
function leadOn() {
  const path = sessionStorage.getItem(NEXT)
  if (!path) return false
  sessionStorage.removeItem(NEXT)
  location.replace(path)
  return true
}

/** Shows what there is to do now. */
async function next() {
  session = await call('get-session')
  if (view === 'verify' && session) {
    await call(`verify-email?token=${encodeURIComponent(secret)}`)
    notice('Your address is verified.')
    session = await call('get-session')
    view = 'sign-in'
  }
  // Without the secret of a link, there is nothing to reset by.
  if (view === 'reset' && !secret) view = 'forgot'
  if (view === 'reset') return show('reset')
  const invitation = localStorage.getItem(INVITATION)
  if (invitation && (await offer(invitation))) return
  if (session && leadOn()) return
  if (session) return account()
  if (view === 'verify') notice('Sign in to verify your address.')
  show(['sign-up', 'forgot', 'organization'].includes(view) ? view : 'sign-in')
}

/** Shows an invitation; false if it can’t be used any more. */
async function offer(/** @type {string} */ invitation) {
  const query = 'query ($secret: String!) { invitation(invitationSecret: $secret) { organizationName role email } }'
  const { invitation: offered } = await ask(query, { secret: invitation })
  if (!offered) {
    localStorage.removeItem(INVITATION)
    say('#problem', 'This invitation was accepted, declined or revoked before, or its time is over.')
    return false
  }
  const { organizationName, role, email } = offered
  const whose = email ? ` The invitation is for ${email}.` : ''
  const how = session ? ` You are signed in as ${session.user.email}.` : ' Sign in or create an account to accept it.'
  $('#offer').textContent =
    `${organizationName} invites you to be ${ROLES[/** @type {keyof typeof ROLES} */ (role)]}.${whose}${how}`
  if (email)
    /** @type {HTMLInputElement} */ for (const input of document.querySelectorAll('input[name=email]'))
      input.value = email
  if (session) show('invitation')
  else show('invitation', ['sign-up', 'forgot', 'organization'].includes(view) ? view : 'sign-in')
  return true
}

async function answerInvitation(/** @type {'accept' | 'decline'} */ answer) {
  const query = `mutation ($secret: String!) { answer: ${answer}Invitation(input: { invitationSecret: $secret }) {
    __typename ... on Error { code message } } }`
  const { answer: answered } = await ask(query, { secret: localStorage.getItem(INVITATION) })
  if (answered.code) {
    // An address that has to be verified first can be from here.
    if (answered.code === 'INVITATION_ADDRESS' || answered.code === 'SIGN_IN_REQUIREMENT') await account()
    if (answered.code === 'SIGN_IN_REQUIREMENT') $('#two-factor').setAttribute('open', '')
    throw new Error(answered.message)
  }
  localStorage.removeItem(INVITATION)
  notice(answer === 'accept' ? 'Welcome: you are a member now.' : 'The invitation is declined.')
  await next()
}

/** @typedef {{ organizationName: string; role: string; lacks: string | null }} Membership */

/** Shows the codes that were made, which are never shown again. */
function showCodes(/** @type {string[]} */ codes) {
  $('#backup-codes').textContent = codes.join('\n')
  setUp.hasCodes = true
}

async function account() {
  const { user } = /** @type {NonNullable<typeof session>} */ (session)
  $('#name').textContent = user.name
  $('#email').textContent = user.email.endsWith('.invalid') ? '' : user.email
  $('#change input[autocomplete=username]').setAttribute('value', user.email)
  $('#unverified').hidden = user.emailVerified || user.email.endsWith('.invalid')
  $('#two-factor-state').textContent = user.twoFactorEnabled
    ? 'It is on: a sign-in with your password also asks for a code of your app.'
    : 'It is off: your password alone signs you in.'
  const { viewer } = await ask('{ viewer { person { memberships { organizationName role lacks } } } }')
  const { memberships } = /** @type {{ memberships: Membership[] }} */ (viewer.person)
  if (memberships.some(({ lacks }) => lacks === 'TWO_FACTOR')) $('#two-factor').setAttribute('open', '')
  const items = memberships.map((each) => {
    const item = document.createElement('li')
    const role = document.createElement('span')
    role.textContent = each.lacks === 'TWO_FACTOR' ? 'requires two-factor sign-in' : each.role.toLowerCase()
    item.append(each.organizationName, role)
    return item
  })
  $('#organizations').replaceChildren(...(items.length > 0 ? items : ['You are a member of none yet.']))
  $('#console').hidden = items.length === 0
  show('account')
}

/** @type {Record<string, (values: Record<string, string>) => Promise<void>>} */
const forms = {
  async 'sign-in'(values) {
    const answer = await call('sign-in/email', values)
    if (!answer.twoFactorRedirect) return next()
    isBackupCode = false
    show('second-factor')
  },
  async organization({ email }) {
    const { url } = await call('sign-in/issuer', { email, callbackURL: '/auth' })
    location.assign(url)
  },
  async 'second-factor'({ code }) {
    const kind = isBackupCode ? 'backup-code' : 'totp'
    await call(`two-factor/verify-${kind}`, { code: code?.replaceAll(' ', '') })
    await next()
  },
  async 'set-up'(values) {
    const { totpURI, backupCodes } = await call('two-factor/enable', values)
    $('#qr').innerHTML = renderSVG(totpURI, { border: 2 })
    $('#totp-link').setAttribute('href', totpURI)
    $('#totp-key').textContent = new URL(totpURI).searchParams.get('secret')
    setUp.isConfirming = true
    showCodes(backupCodes)
    await account()
  },
  async confirm({ code }) {
    await call('two-factor/verify-totp', { code: code?.replaceAll(' ', '') })
    setUp.isConfirming = false
    $('#qr').replaceChildren()
    notice('Two-factor sign-in is on. Keep your backup codes.')
    await next()
  },
  async 'replace-codes'(values) {
    const { backupCodes } = await call('two-factor/generate-backup-codes', values)
    showCodes(backupCodes)
    notice('There are new backup codes. The earlier ones can’t be used any more.')
    await next()
  },
  async 'end-two-factor'(values) {
    await call('two-factor/disable', values)
    setUp.hasCodes = false
    notice('Two-factor sign-in is off.')
    await next()
  },
  async 'sign-up'(values) {
    await call('sign-up/email', values)
    notice(`Your account is made. Open the link in the mail to ${values.email} to verify your address.`)
    await next()
  },
  async forgot(values) {
    await call('request-password-reset', values)
    notice(`If there is an account with this address, a link is on its way to it.${KEPT}`)
  },
  async reset(values) {
    await call('reset-password', { ...values, token: secret })
    notice('Your password is changed. Sign in with it.')
    view = 'sign-in'
    await next()
  },
  async change(values) {
    await call('change-password', values)
    notice('Your password is changed, and your other sessions have ended.')
    $('#change').removeAttribute('open')
  },
}

for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    run(form.querySelector('button'), async () => {
      const values = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)))
      await forms[form.dataset.form ?? '']?.(values)
      form.reset()
    })
  })
}

/** @type {Record<string, () => Promise<void>>} */
const buttons = {
  '#accept': () => answerInvitation('accept'),
  '#decline': () => answerInvitation('decline'),
  async '#oidc'() {
    const { url } = await call('sign-in/social', { provider: 'oidc', callbackURL: '/auth', disableRedirect: true })
    location.assign(url)
  },
  async '#other-code'() {
    isBackupCode = !isBackupCode
    $('#other-code').textContent = isBackupCode ? 'Use a code of your app' : 'Use a backup code'
    $('#second-factor-about').textContent = isBackupCode
      ? 'Each of your backup codes works once.'
      : 'Your app shows a code of 6 digits.'
  },
  async '#resend'() {
    await call('send-verification-email', { email: session?.user.email })
    notice('The link is on its way.')
  },
  async '#sign-out'() {
    await call('sign-out', {})
    Object.assign(setUp, { isConfirming: false, hasCodes: false })
    notice('You are signed out.')
    view = 'sign-in'
    await next()
  },
}
for (const [selector, work] of Object.entries(buttons)) {
  $(selector).addEventListener('click', () => run(/** @type {HTMLButtonElement} */ ($(selector)), work))
}

const error = new URLSearchParams(location.search).get('error')
if (error) {
  history.replaceState(null, '', location.pathname)
  say(
    '#problem',
    ERRORS[/** @type {keyof typeof ERRORS} */ (error)] ?? 'The sign-in at your organization has failed. Try again.',
  )
}
run(null, next)
