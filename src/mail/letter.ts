// A letter: what a mail says, without its form. It becomes plain text and HTML here, and nowhere else is HTML of a mail written.
//
// The HTML needs no images, fonts or scripts. Its styles are in the elements, because some programs drop style sheets; a style
// sheet adds the dark colors.

export interface Letter {
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** A table of its subject. */
  readonly rows?: readonly (readonly [label: string, value: string])[]
  /** The one thing to do. */
  readonly action?: { readonly label: string; readonly url: string } | null
  /** Paragraphs after that. */
  readonly notes?: readonly string[]
}

/** The parts around a letter. */
export interface Frame {
  /** The name of the sender. */
  readonly sender: string
  /** The name of the recipient; null: it is not known. */
  readonly name: string | null
  /** The reason why the recipient gets it. */
  readonly reason: string
  /** Ends its kind; null: it can't be ended. */
  readonly endUrl: string | null
}

const greetingOf = ({ name }: Frame) => (name === null ? 'Hello,' : `Hello ${shown(name)},`)
const END = 'End mails of this kind'

export function textOf({ paragraphs, rows = [], action, notes = [] }: Letter, frame: Frame): string {
  const table = rows.map(([label, value]) => `${label}: ${value}`).join('\n')
  const parts = [greetingOf(frame), ...paragraphs, table, action ? `${action.label}:\n${action.url}` : '', ...notes]
  const foot = frame.endUrl === null ? frame.reason : `${frame.reason}\n${END}:\n${frame.endUrl}`
  return `${parts.filter((part) => part !== '').join('\n\n')}\n\n-- \n${foot}\n`
}

const FONT = "font:16px/24px -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const DARK = `@media (prefers-color-scheme:dark){
.g{background:#0f1217!important}.c{background:#181c23!important;border-color:#3a4250!important}
.t{color:#e8eaef!important}.m{color:#9ba4b3!important}.a{background:#9db4ff!important;color:#10162b!important}
.l{border-color:#3a4250!important}.u{color:#9db4ff!important}}`

export function htmlOf({ subject, paragraphs, rows = [], action, notes = [] }: Letter, frame: Frame): string {
  const paragraph = (text: string) =>
    `<p class="t" style="margin:0 0 16px;color:#16191f;font-size:16px;line-height:24px">${escaped(text)}</p>`
  const line = ([label, value]: readonly [string, string]) =>
    `<tr><td class="m l" style="padding:8px 16px 8px 0;border-top:1px solid #dfe3ea;color:#5a6372;font-size:14px;line-height:20px;vertical-align:top">${escaped(label)}</td>` +
    `<td class="t l" style="padding:8px 0;border-top:1px solid #dfe3ea;color:#16191f;font-size:14px;line-height:20px;text-align:right;overflow-wrap:anywhere">${escaped(value)}</td></tr>`
  const table = `<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="margin:0 0 24px;border-collapse:collapse">${rows.map(line).join('')}</table>`
  const button =
    action &&
    `<p style="margin:0 0 24px"><a class="a" href="${escaped(action.url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#2348c4;color:#ffffff;font-size:16px;line-height:20px;font-weight:600;text-decoration:none">${escaped(action.label)}</a></p>`
  const end =
    frame.endUrl === null
      ? ''
      : `<br><a class="u" href="${escaped(frame.endUrl)}" style="color:#2348c4">${escaped(END)}</a>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title>
<style>:root{color-scheme:light dark}
${DARK}</style>
</head>
<body class="g" style="margin:0;padding:0;background:#f4f5f7;${FONT}">
<table role="presentation" class="g" width="100%" cellspacing="0" cellpadding="0" style="background:#f4f5f7"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="max-width:560px">
<tr><td class="t" style="padding:0 4px 12px;color:#16191f;font-size:16px;line-height:24px;font-weight:600">${escaped(frame.sender)}</td></tr>
<tr><td class="c" style="padding:28px 24px 12px;background:#ffffff;border:1px solid #dfe3ea;border-radius:14px">
<h1 class="t" style="margin:0 0 16px;color:#16191f;font-size:20px;line-height:28px;font-weight:650;overflow-wrap:anywhere">${escaped(subject)}</h1>
${[paragraph(greetingOf(frame)), ...paragraphs.map(paragraph), rows.length > 0 ? table : '', button ?? '', ...notes.map(paragraph)].filter((part) => part !== '').join('\n')}
</td></tr>
<tr><td class="m" style="padding:16px 4px 0;color:#5a6372;font-size:13px;line-height:20px">${escaped(frame.reason)}${end}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`
}

const NAME_CHARACTERS_MAX = 80
/** Control characters, and those that turn the direction of a text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/**
 * A name that somebody else has chosen, as a mail shows it: on one line, not too long, and so that no program makes a link of it.
 * Otherwise an invitation could carry an advertisement to any address.
 */
export function shown(name: string): string {
  const line = name.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()
  const cut = [...line].length > NAME_CHARACTERS_MAX ? `${[...line].slice(0, NAME_CHARACTERS_MAX - 1).join('')}…` : line
  return cut.replace(/(?<=\S)([.:/@])(?=\S)/g, '$1\u200b')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
